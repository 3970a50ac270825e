package org.icecoat.factory.soap;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
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
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * Connections to the plug-ins of nodes: a host must prove to be the one that was enrolled. What is
 * ordered, and what is believed, goes over connections of its own, each of which was opened to a
 * key to which evidence of the node was bound at that time.
 */
public final class NodePorts implements AutoCloseable {
  private static final Contract<BackendPlugin> CONTRACT =
      Contract.of(BackendPlugin.class, "wsdl/plugin.wsdl");
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final EnrolledHosts hosts;
  private final Function<NodeName, Optional<Sha256>> proofs;
  private final Map<Dn, Sha256> proven = new ConcurrentHashMap<>();
  private final Channels any;
  private final Channels bound;

  /** Connections that demand the same of a host. */
  private static final class Channels {
    private final Ports plain;
    private final Ports streaming;
    private final Map<URI, BackendPlugin> plainPorts = new ConcurrentHashMap<>();
    private final Map<URI, BackendPlugin> streamingPorts = new ConcurrentHashMap<>();

    Channels(X509KeyManager keys, EnrolledHosts hosts) {
      ClientSettings settings =
          ClientSettings.of(new TlsMaterial(keys, hosts)).waiting(CONNECT, ANSWER);
      this.plain = new Ports(settings);
      this.streaming = new Ports(settings.streaming(ApplicationArchive.MOST_BYTES));
    }

    BackendPlugin plain(URI endpoint) {
      return plainPorts.computeIfAbsent(endpoint, uri -> plain.port(CONTRACT, uri));
    }

    BackendPlugin streaming(URI endpoint) {
      return streamingPorts.computeIfAbsent(endpoint, uri -> streaming.port(CONTRACT, uri));
    }

    void close() {
      plain.close();
      streaming.close();
    }
  }

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
    this.bound = new Channels(keys, this.hosts.proven(dn -> Optional.ofNullable(proven.get(dn))));
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
    return NodeFaults.calling(node, () -> question.ask(any.plain(node.endpoint())));
  }

  /**
   * Asks the node's host by the key by which the node has proved itself, if it has.
   *
   * @throws FactoryException NODE_UNAVAILABLE if the host serves with another key
   */
  <T> T ask(NodeAddress node, Question<T> question) {
    return asked(node, () -> question.ask(channels(node).plain(node.endpoint())));
  }

  /** The same, for what is large. */
  <T> T askStreaming(NodeAddress node, Question<T> question) {
    return asked(node, () -> question.ask(channels(node).streaming(node.endpoint())));
  }

  private <T> T asked(NodeAddress node, NodeFaults.Call<T> call) {
    try {
      return NodeFaults.calling(node, call);
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

  private Channels channels(NodeAddress node) {
    hosts.expect(node.dn());
    Optional<Sha256> key = proofs.apply(node.name());
    key.ifPresent(known -> proven.put(node.dn(), known));
    return key.isPresent() ? bound : any;
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
