package org.icecoat.factory.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.attest.AttesterClient;
import org.icecoat.factory.attest.TpmClaims;
import org.icecoat.factory.attest.VmQuestion;
import org.icecoat.factory.attest.VmTestimony;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.testing.TestingTpmKey;
import org.icecoat.trust.tpm.EkTemplate;

/** Nodes whose TPMs answer at once, or when they may, with bytes that tell what they were asked. */
public final class TestingTestimony implements AttesterClient {
  public final List<String> asked = new CopyOnWriteArrayList<>();
  public volatile boolean present = true;
  public volatile boolean opening = true;
  public volatile CountDownLatch gate = new CountDownLatch(0);
  private final TestingTpmKey key = TestingTpmKey.attestation();

  @Override
  public TpmClaims identify(NodeAddress node) {
    require(node);
    return new TpmClaims(List.of(), key.area());
  }

  @Override
  public Octets activate(NodeAddress node, EkTemplate template, EncryptedCredential credential) {
    require(node);
    if (!opening) {
      throw new FactoryException(FactoryFault.NODE_REFUSED, "integrity check failed");
    }
    return credential.secret();
  }

  @Override
  public Evidence attest(
      NodeAddress node, Challenge challenge, PcrSelection selection, ImaFrom from) {
    throw new UnsupportedOperationException("Nobody asks nodes for evidence of their own here");
  }

  @Override
  public VmTestimony testify(NodeAddress node, Incarnation vm, VmQuestion question) {
    require(node);
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    asked.add(node.name() + " " + vm + " " + question.nonce());
    return new VmTestimony(
        question.nonce(),
        Sha256.of(new byte[Sha256.BYTES]),
        Octets.of(vm.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private void require(NodeAddress node) {
    if (!present) {
      throw new FactoryException(FactoryFault.NO_TPM, node.name() + ": no TPM");
    }
  }

  @Override
  public Sha256 tlsKey(NodeAddress node) {
    throw new UnsupportedOperationException("Nobody asks for keys here");
  }
}
