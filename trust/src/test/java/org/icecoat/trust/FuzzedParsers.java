package org.icecoat.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.eventlog.ComponentLog;
import org.icecoat.trust.eventlog.EventLog;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.ima.ImaLog;
import org.icecoat.trust.log.EntryProof;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.TestingPolicy;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmSignature;
import org.icecoat.trust.testing.TestingAttest;
import org.icecoat.trust.testing.TestingKeys;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingReceipts;
import org.icecoat.trust.testing.TestingRevocations;
import org.icecoat.trust.tpm.LoadableObject;

/**
 * Every parser of what somebody else may have written, with bytes that it takes: the one list for
 * all that damages bytes.
 */
final class FuzzedParsers implements AutoCloseable {
  private static final Instant THEN = Instant.parse("2026-11-23T12:00:00Z");
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid");
  private static final int PCR = 14;

  private final Path folder;
  private final TestingSigners signers;
  private final TestingReceipts receipts;

  /**
   * One parser.
   *
   * @param good what it takes
   */
  record Parser(String name, Octets good, Consumer<Octets> reading) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Makes what was written.
   *
   * @param folder for its files; empty
   */
  FuzzedParsers(Path folder) throws IOException {
    this.folder = folder;
    signers = new TestingSigners(Files.createDirectories(folder.resolve("signers")));
    receipts =
        new TestingReceipts(Files.createDirectories(folder.resolve("hosts")), Clock.systemUTC());
  }

  @Override
  public void close() {
    signers.close();
    receipts.close();
  }

  private static Octets recorded(String name) {
    try (InputStream in = FuzzedParsers.class.getResourceAsStream("/recorded/" + name)) {
      return Octets.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Parser parser(String name, Octets good, Consumer<Octets> reading) {
    return new Parser(name, good, reading);
  }

  /** All of them, in the same order each time. */
  List<Parser> all() {
    return Stream.of(structures(), logs(), proofs(), receipts(), policies(), lists())
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<Parser> structures() {
    PublicArea key = PublicArea.parseSized(recorded("ak.pub"));
    Octets some = recorded("quote.sig");
    return Stream.of(
        parser("quote", recorded("quote"), Attestation::parse),
        parser("certification", certify(key.name()), Attestation::parse),
        parser("counter", counter(), Attestation::parse),
        parser("NV index", NvPublicArea.counter(0x0180_1ce0).sizedWire(), NvPublicArea::parseSized),
        parser("signature", some, TpmSignature::parse),
        parser("key", recorded("ak.pub"), wire -> PublicArea.parseSized(wire).publicKey()),
        parser("endorsement key", recorded("ek.pub"), PublicArea::parseSized),
        parser("certificate", recorded("ek.der"), FuzzedParsers::certificate),
        parser("PCR values", pcrs().wire(), PcrValues::parse),
        parser(
            "credential", new EncryptedCredential(some, some).wire(), EncryptedCredential::parse),
        parser("wrapped", new ImportableObject(key, some, some).wire(), ImportableObject::parse),
        parser("sealed", new LoadableObject(key, some).wire(), LoadableObject::parse));
  }

  private static Octets certify(TpmName key) {
    return TestingAttest.certify(key).signer(key).extraData(Octets.of(digest("ab").bytes())).wire();
  }

  private static Octets counter() {
    TpmName index = NvPublicArea.counter(0x0180_1ce0).written().name();
    return TestingAttest.nv(index, 0, Octets.parse("000000000000002a")).signer(index).wire();
  }

  private static PcrValues pcrs() {
    Octets value = Octets.of(digest("ab").bytes());
    return PcrValues.of(PcrBank.SHA256, Map.of(0, value, 7, value, PCR, value));
  }

  private static void certificate(Octets der) {
    var unused = new EndorsementCertificates(List.of()).judge(der, List.of(), THEN);
  }

  private static Stream<Parser> logs() {
    Octets components =
        new ComponentLog(
                PCR,
                List.of(
                    new MeasuredComponent("qemu", "/usr/bin/qemu", digest("ab")),
                    new MeasuredComponent("policy", "/etc/policy.yaml", digest("cd"))))
            .encoded();
    Evidence evidence =
        new Evidence(
            recorded("ak.pub"),
            new SignedAttestation(recorded("quote"), recorded("quote.sig")),
            pcrs().wire(),
            new Evidence.Logs(Octets.EMPTY, components, Octets.EMPTY));
    return Stream.of(
        parser("firmware log", recorded("firmware.log"), EventLog::parse),
        parser("component log", components, wire -> ComponentLog.parse(wire, PCR)),
        parser("IMA list", recorded("ima.txt"), ImaLog::parse),
        parser("evidence", evidence.encoded(), Evidence::parse),
        parser("statement", statement().encoded(), VmStatement::parse));
  }

  private static VmStatement statement() {
    ImageId image = new ImageId(digest("1a"));
    return new VmStatement(
        VmId.parse("7f3a09c2-1111-4222-8333-444455556666"),
        new Epoch(2),
        CAROL,
        new VmStatement.Images(image, Optional.of(new VmStatement.Boot(image, image))),
        Optional.of(digest("4d")),
        VmStatement.State.RUNNING,
        THEN);
  }

  private static Stream<Parser> proofs() {
    LogEntry entry = LogEntry.registration(TestingImages.hmmer(), TestingLog.NOW, CAROL);
    return Stream.of(
        parser("log entry", Octets.of(entry.bytes()), wire -> LogEntry.parse(wire.bytes())),
        parser("log key", Octets.of(new TestingLog().key().encoded()), FuzzedParsers::key),
        parser(
            "proof of an entry",
            Octets.of(proof(entry).encoded()),
            wire -> EntryProof.decode(wire.bytes())));
  }

  private static void key(Octets wire) {
    var unused = LogKey.decode(wire.bytes()).id();
  }

  private static EntryProof proof(LogEntry entry) {
    TestingLog log = new TestingLog();
    log.append(LogEntry.registration(TestingImages.kernel(), TestingLog.NOW, CAROL));
    long position = log.append(entry);
    return EntryProof.of(
        new ImageProof(log.shown(), log.logged(entry, position), Optional.empty()));
  }

  private Stream<Parser> receipts() {
    NodePart node = receipts.nodePart();
    FactoryPart.NodeShare share = FactoryPart.NodeShare.of(receipts.sign(node, receipts.node));
    return Stream.of(
        parser("node's part", node.document(), NodePart::parse),
        parser("factory's part", receipts.factoryPart(share).document(), FactoryPart::parse),
        parser("receipt", der(receipts.receipt(part -> part)), this::receipt));
  }

  private void receipt(Octets der) {
    var unused = receipts.verify(pem(der));
  }

  private Stream<Parser> policies() {
    Octets yaml = Octets.of(TestingPolicy.GOOD.getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        parser("policy", yaml, PolicyDocument::read),
        parser("signed policy", der(signers.signed(TestingPolicy.GOOD).pem()), this::signedPolicy));
  }

  private void signedPolicy(Octets der) {
    var unused = signers.verifier().verify(pem(der));
  }

  /** What is signed, without the armour in which damage ends before it is looked at. */
  private static Octets der(Octets pem) {
    String text =
        new String(pem.bytes(), StandardCharsets.US_ASCII).replaceAll("-----[^-]+-----", "");
    return Octets.of(Base64.getMimeDecoder().decode(text));
  }

  private static Octets pem(Octets der) {
    String text =
        "-----BEGIN CMS-----\n%s\n-----END CMS-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(der.bytes()));
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private Stream<Parser> lists() {
    TestingMaker maker = new TestingMaker("Careful");
    Octets certificate = maker.certify(TestingKeys.p256().getPublic());
    Path own = folder.resolve("makers/hardware/careful");
    try {
      Files.createDirectories(own);
      Files.write(own.resolve("ca.der"), maker.certificate().getEncoded());
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
    Octets list = maker.sign(new TestingRevocations(THEN).revoking(certificate));
    return Stream.of(
        parser("maker's list", list, bytes -> list(own.resolve("ca.crl"), bytes, certificate)));
  }

  private void list(Path file, Octets bytes, Octets certificate) {
    try {
      Files.write(file, bytes.bytes());
      var unused =
          EndorsementCertificates.in(folder.resolve("makers")).judge(certificate, List.of(), THEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TrustException e) {
      assertThat(e.fault()).isEqualTo(TrustFault.TRUST_ANCHORS_UNREADABLE);
    }
  }

  private static Sha256 digest(String pair) {
    return Sha256.parse(pair.repeat(Sha256.BYTES));
  }
}
