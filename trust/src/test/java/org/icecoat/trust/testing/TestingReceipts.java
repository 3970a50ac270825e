package org.icecoat.trust.testing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.proxy.CallerRules;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodeHost;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.ReceiptSigner;
import org.icecoat.trust.receipt.ReceiptVerdict;
import org.icecoat.trust.receipt.ReceiptVerifier;
import org.icecoat.trust.receipt.RunImage;
import org.icecoat.trust.receipt.RunTime;
import org.icecoat.trust.structure.Octets;

/** A grid with a factory and a node that sign receipts of one deployment, true or not. */
public final class TestingReceipts implements AutoCloseable {
  public static final String FACTORY_HOST = "factory.example.org";
  public static final String NODE_HOST = "node1.example.org";
  public static final Sha256 EVIDENCE = Sha256.of(bytes(7));
  public static final ImageId IMAGE = new ImageId(Sha256.of(bytes(1)));
  public static final Deployment DEPLOYMENT =
      new Deployment(
          new VmId(UUID.fromString("7f3a09c2-0000-4000-8000-000000000001")),
          new Epoch(2),
          Dn.parse("CN=Alice,O=Testing Grid,C=XX"),
          Optional.of(Sha256.of(bytes(2))));

  public final TestingCredential factory;
  public final TestingCredential node;
  public final TestingGrid grid;
  public final Instant now;
  private final Clock clock;
  private final Path folder;
  private final GridTrust trust;

  public TestingReceipts(Path folder, Clock clock) {
    this(folder, clock, TestingGrid.create(folder, clock));
  }

  public TestingReceipts(Path folder, Clock clock, TestingGrid grid) {
    this.folder = folder;
    this.clock = clock;
    this.grid = grid;
    this.now = clock.instant();
    this.factory = grid.host("factory", FACTORY_HOST);
    this.node = grid.host("node1", NODE_HOST);
    CallerRules rules = new CallerRules(null, null, Duration.ZERO);
    TrustAnchors anchors =
        new TrustAnchors(grid.certificates(), Duration.ofMillis(1), null, null, null, rules);
    this.trust = GridTrust.open(anchors, clock);
  }

  public static byte[] bytes(int value) {
    byte[] bytes = new byte[Sha256.BYTES];
    bytes[0] = (byte) value;
    return bytes;
  }

  public ReceiptVerifier verifier() {
    return new ReceiptVerifier(trust.hosts(), clock);
  }

  public ReceiptVerdict verify(Octets pem) {
    return verifier().verify(pem, FACTORY_HOST);
  }

  public static NodeHost nodeHost() {
    return new NodeHost(new NodeName("node1"), NODE_HOST, Dn.parse("CN=node1,O=Testing Grid,C=XX"));
  }

  /** What the node states: the VM ran for a minute and has ended. */
  public NodePart nodePart() {
    RunTime time =
        RunTime.never().seenRunning(now.minusSeconds(90)).seenRunning(now.minusSeconds(30));
    return new NodePart(
        new NodeName("node1"),
        DEPLOYMENT,
        new NodePart.Images(
            new RunImage(IMAGE, Optional.empty()), Optional.empty(), Optional.empty()),
        time.seenGone(now.minusSeconds(29)),
        Optional.of(EVIDENCE),
        now.minusSeconds(20));
  }

  /** What the factory states around what the node signed. */
  public FactoryPart factoryPart(FactoryPart.NodeShare share) {
    return new FactoryPart(
        DEPLOYMENT,
        nodeHost(),
        IMAGE,
        new FactoryPart.Times(
            now.minusSeconds(120), now.minusSeconds(91), Optional.of(now.minusSeconds(20)), now),
        Optional.of(
            new FactoryPart.Trust(
                FactoryPart.Verdict.TRUSTED,
                Optional.of(now.minusSeconds(100)),
                Optional.of("site version 3"),
                Optional.of(EVIDENCE))),
        share);
  }

  /** An honest receipt, but for the node's part, which is changed before the node signs it. */
  public Octets receipt(UnaryOperator<NodePart> changed) {
    return receipt(sign(changed.apply(nodePart()), node));
  }

  public Octets receipt(Octets nodeSigned) {
    return sign(factoryPart(FactoryPart.NodeShare.of(nodeSigned)), factory);
  }

  public Octets sign(NodePart part, TestingCredential by) {
    return signer(by).sign(part);
  }

  public Octets sign(FactoryPart part, TestingCredential by) {
    return signer(by).sign(part);
  }

  private ReceiptSigner signer(TestingCredential by) {
    return new ReceiptSigner(() -> credential(by), clock);
  }

  private PemCredential credential(TestingCredential of) {
    return PemCredential.read(
        of.writeCertificate(folder.resolve("signer.pem")),
        of.writeKey(folder.resolve("signer.key")),
        PassphraseSource.NONE);
  }

  @Override
  public void close() {
    trust.close();
  }
}
