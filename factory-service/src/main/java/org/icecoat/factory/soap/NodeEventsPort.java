package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.util.Optional;
import java.util.function.Function;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.Factory;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.placement.NodeDirectory;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.plugin.NodeEvents;
import org.icecoat.wire.plugin.ReportEvents;
import org.icecoat.wire.plugin.ReportEventsResponse;
import org.icecoat.wsrf.call.Calls;

/**
 * The port type NodeEvents: enrolled nodes report, each of itself alone, and one that has proved
 * itself by its TPM with the TLS key by which it did.
 */
final class NodeEventsPort implements NodeEvents {
  private final Calls<AuthenticatedCaller> calls;
  private final NodeDirectory nodes;
  private final EventIntake intake;
  private final Function<NodeName, Optional<Sha256>> proofs;

  /**
   * The port.
   *
   * @param proofs SHA-256 of the TLS key to which a node's last verified evidence was bound; empty
   *     if it has to prove nothing, or never has
   */
  NodeEventsPort(
      Calls<AuthenticatedCaller> calls,
      Factory factory,
      Function<NodeName, Optional<Sha256>> proofs) {
    this.calls = calls;
    this.nodes = factory.directory();
    this.intake = new EventIntake(factory.sightings());
    this.proofs = proofs;
  }

  @Override
  public ReportEventsResponse reportEvents(ReportEvents request) {
    NodeName node = REQUEST.required("Node", request.getNode(), NodeName::new);
    requireItself(node);
    requireProvenKey(node);
    ReportEventsResponse response = new ReportEventsResponse();
    response.setTaken(intake.take(node, request.getEvent()));
    return response;
  }

  /**
   * A host that is no node, or another one, learns nothing; a proxy is not the host, whoever got
   * hold of it.
   */
  private void requireItself(NodeName name) {
    Dn caller = calls.caller().dn();
    boolean itself =
        nodes.nodes().stream()
            .anyMatch(node -> node.name().equals(name) && node.address().dn().equals(caller));
    if (!itself) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "No node " + name + " is enrolled with the DN " + caller + "; enrol it first.");
    }
    if (calls.caller().byProxy()) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "\"" + caller + "\" used a proxy; a node reports by its host certificate itself.");
    }
  }

  /** Who has got a certificate with the node's name for another key tells nothing of its VMs. */
  private void requireProvenKey(NodeName name) {
    Octets key = Octets.of(calls.caller().chain().get(0).getPublicKey().getEncoded());
    Sha256 shown = Sha256.of(HashAlgorithm.SHA256.hash(key).bytes());
    if (proofs.apply(name).filter(proven -> !proven.equals(shown)).isPresent()) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "The node %s reports with another TLS key than the one by which it proved itself; what it reports waits until it has done so by this one."
              .formatted(name));
    }
  }
}
