package org.icecoat.factory.soap;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.tls.TlsMaterial;

/** Connections to the plug-ins of nodes: a host must prove to be the one that was enrolled. */
public final class NodePorts implements AutoCloseable {
  private static final Contract<BackendPlugin> CONTRACT =
      Contract.of(BackendPlugin.class, "wsdl/plugin.wsdl");
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final EnrolledHosts hosts;
  private final Ports plain;
  private final Ports streaming;
  private final Map<URI, BackendPlugin> plainPorts = new ConcurrentHashMap<>();
  private final Map<URI, BackendPlugin> streamingPorts = new ConcurrentHashMap<>();

  /**
   * Prepares to call nodes.
   *
   * @param hosts judges their certificates and names
   */
  public NodePorts(X509KeyManager keys, X509ExtendedTrustManager hosts) {
    this.hosts = new EnrolledHosts(hosts);
    ClientSettings settings =
        ClientSettings.of(new TlsMaterial(keys, this.hosts)).waiting(CONNECT, ANSWER);
    this.plain = new Ports(settings);
    this.streaming = new Ports(settings.streaming(ApplicationArchive.MOST_BYTES));
  }

  BackendPlugin of(NodeAddress node) {
    hosts.expect(node.dn());
    return plainPorts.computeIfAbsent(node.endpoint(), uri -> plain.port(CONTRACT, uri));
  }

  /** For what is large. */
  BackendPlugin streaming(NodeAddress node) {
    hosts.expect(node.dn());
    return streamingPorts.computeIfAbsent(node.endpoint(), uri -> streaming.port(CONTRACT, uri));
  }

  /** SHA-256 of the key by which the node's host proved itself last; empty before any call. */
  Optional<Sha256> tlsKey(NodeAddress node) {
    return hosts.key(node.dn());
  }

  @Override
  public void close() {
    plain.close();
    streaming.close();
  }
}
