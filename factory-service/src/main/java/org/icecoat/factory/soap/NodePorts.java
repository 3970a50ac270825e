package org.icecoat.factory.soap;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.SiteRefusedFault;
import org.icecoat.wire.faults.StaleEpochFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.plugin.BackendPlugin;

/**
 * Connections to the plug-ins of nodes: a host must prove to be the one that was enrolled. What is
 * ordered, and what is believed, goes over connections of its own, each of which was opened to the
 * key to which the node's last verified evidence is bound: not only when it was opened, but at each
 * call.
 */
public final class NodePorts implements AutoCloseable {
  private final EnrolledHosts hosts;
  private final Function<NodeName, Optional<Sha256>> proofs;
  private final Channels any;
  private final Map<URI, Channels.Line> lines = new ConcurrentHashMap<>();
  private final ProvenChannels bound;

  /**
   * Prepares to call nodes.
   *
   * @param hosts judges their certificates and names
   * @param proofs SHA-256 of the TLS key to which a node's last verified evidence was bound; empty
   *     if it has to prove nothing, or never has
   */
  public NodePorts(
      X509KeyManager keys,
      X509ExtendedTrustManager hosts,
      Function<NodeName, Optional<Sha256>> proofs) {
    this.hosts = new EnrolledHosts(hosts);
    this.proofs = proofs;
    this.any = new Channels(keys, this.hosts);
    this.bound = new ProvenChannels(keys, this.hosts);
  }

  /** Something that a plug-in is asked, or told. */
  @FunctionalInterface
  interface Question<T> {
    T ask(BackendPlugin plugin)
        throws InvalidRequestFault,
            NotAuthorizedFault,
            NotFoundFault,
            SiteRefusedFault,
            StaleEpochFault,
            UnavailableFault,
            WrongStateFault;
  }

  /** Asks whatever host has the node's name: so that it can prove itself, and to enrol it. */
  <T> T askAnyHost(NodeAddress node, Question<T> question) {
    hosts.expect(node.dn());
    return NodeFaults.calling(node, () -> question.ask(line(node).plain()));
  }

  private Channels.Line line(NodeAddress node) {
    return lines.computeIfAbsent(node.endpoint(), any::line);
  }

  /**
   * Asks the node's host by the key by which the node has proved itself, if it has.
   *
   * @throws FactoryException NODE_UNAVAILABLE if the host serves with another key
   */
  <T> T ask(NodeAddress node, Question<T> question) {
    return asked(node, line -> NodeFaults.calling(node, () -> question.ask(line.plain())));
  }

  /** The same, for what is large. */
  <T> T askStreaming(NodeAddress node, Question<T> question) {
    return asked(node, line -> NodeFaults.calling(node, () -> question.ask(line.streaming())));
  }

  private <T> T asked(NodeAddress node, Function<Channels.Line, T> call) {
    hosts.expect(node.dn());
    Optional<Sha256> key = proofs.apply(node.name());
    try {
      return key.isPresent() ? bound.calling(node, key.get(), call) : call.apply(line(node));
    } catch (FactoryException e) {
      throw e.fault() == FactoryFault.NODE_UNREACHABLE && servesWithAnotherKey(node)
          ? unproven(node, e)
          : e;
    }
  }

  static FactoryException unproven(NodeAddress node, FactoryException cause) {
    return new FactoryException(
        FactoryFault.NODE_UNAVAILABLE,
        "The node %s serves with another TLS key than the one by which it proved itself; it gets no orders, and nothing that it says counts, until it has done so by this one."
            .formatted(node.name()),
        cause);
  }

  private boolean servesWithAnotherKey(NodeAddress node) {
    return isAnotherThanProven(node, tlsKey(node));
  }

  /** Whether that is a key, and not the one by which the node has proved itself. */
  boolean isAnotherThanProven(NodeAddress node, Optional<Sha256> key) {
    Optional<Sha256> proof = proofs.apply(node.name());
    return proof.isPresent() && key.filter(last -> !last.equals(proof.get())).isPresent();
  }

  /** SHA-256 of the key by which the node's host proved itself last; empty before any call. */
  Optional<Sha256> tlsKey(NodeAddress node) {
    return hosts.key(node.dn());
  }

  @Override
  public void close() {
    any.close();
    bound.close();
  }
}
