package org.icecoat.factory.attest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.EkTemplate;

/** The nodes of a site, without a network between; one that is not here has no TPM. */
final class TestingAttesters implements AttesterClient {
  private final Map<String, TestingAttester> nodes = new ConcurrentHashMap<>();
  private volatile Optional<Evidence> last = Optional.empty();
  private volatile boolean silent;

  /** The key of the channel, whichever the node believes to serve with. */
  Sha256 channelKey = TestingAttester.sha256("a TLS key");

  void put(String node, TestingAttester attester) {
    nodes.put(node, attester);
  }

  void remove(String node) {
    nodes.remove(node);
  }

  void silence(boolean isSilent) {
    silent = isSilent;
  }

  /** What any node answered last. */
  Evidence last() {
    return last.orElseThrow();
  }

  private TestingAttester of(NodeAddress node) {
    if (silent) {
      throw new FactoryException(FactoryFault.NODE_UNREACHABLE, node.name() + " is silent.");
    }
    return Optional.ofNullable(nodes.get(node.name().value()))
        .orElseThrow(() -> new FactoryException(FactoryFault.NO_TPM, node.name() + " has no TPM."));
  }

  @Override
  public TpmClaims identify(NodeAddress node) {
    return of(node).identify();
  }

  @Override
  public Octets activate(NodeAddress node, EkTemplate template, EncryptedCredential credential) {
    try {
      return of(node).activate(template, credential);
    } catch (TrustException e) {
      FactoryFault fault =
          e.fault() == TrustFault.TPM_INTEGRITY
              ? FactoryFault.NODE_REFUSED
              : FactoryFault.NODE_UNAVAILABLE;
      throw new FactoryException(fault, e.getMessage(), e);
    }
  }

  @Override
  public Evidence attest(
      NodeAddress node, Challenge challenge, PcrSelection selection, ImaFrom from) {
    Evidence evidence = of(node).attest(node.name(), challenge, selection);
    last = Optional.of(evidence);
    return evidence;
  }

  @Override
  public VmTestimony testify(NodeAddress node, Incarnation vm, VmQuestion question) {
    throw new UnsupportedOperationException("Nobody asks about VMs here");
  }

  @Override
  public Sha256 tlsKey(NodeAddress node) {
    of(node);
    return channelKey;
  }
}
