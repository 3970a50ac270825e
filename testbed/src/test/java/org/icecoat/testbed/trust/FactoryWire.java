package org.icecoat.testbed.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import org.icecoat.testbed.confidential.RecordingRelay;
import org.icecoat.testbed.host.Host;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * What the factory and one node say to each other, in clear, whoever of them begins: somebody who
 * has the TLS keys of both sits between them, and neither notices.
 */
final class FactoryWire implements AutoCloseable {
  private static final String TABLE = "icecoat-tap";
  private static final String FACTORY = "factory";

  private final Host front;
  private final Host host;
  private final InetAddress here;
  private final GridTrust trust;
  private final RecordingRelay toNode;
  private final RecordingRelay toFactory;

  private FactoryWire(AttestedGrid grid, String node) throws IOException, GeneralSecurityException {
    Path services = grid.grid().grid().plan().folder().resolve("services");
    Server factory = Server.of(services.resolve(FACTORY + ".yaml"));
    Server plugin = Server.of(services.resolve(node + ".yaml"));
    this.front = grid.grid().service(FACTORY).host();
    this.host = grid.host(node);
    this.trust =
        GridTrust.open(TrustAnchors.in(grid.grid().grid().pki().trustFolder()), Clock.systemUTC());
    this.here = facing(front.address());
    this.toNode = relay(factory, plugin);
    this.toFactory = relay(plugin, factory);
  }

  /**
   * Sits down between them. What they had open to each other ends, since the node's plug-in is
   * started again.
   */
  static FactoryWire tap(AttestedGrid grid, String node) {
    FactoryWire wire = between(grid, node);
    boolean ready = false;
    try {
      wire.divert();
      grid.grid().service(node).restart();
      assertThat(grid.attest(node).get("verdict").asText()).isEqualTo("Trusted");
      ready = true;
      return wire;
    } finally {
      if (!ready) {
        wire.close();
      }
    }
  }

  private static FactoryWire between(AttestedGrid grid, String node) {
    try {
      return new FactoryWire(grid, node);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where a service listens, and as whom. */
  private record Server(URI address, PemKeys keys) {
    static Server of(Path configuration) throws IOException {
      JsonNode server = new YAMLMapper().readTree(configuration.toFile()).get("server");
      return new Server(
          URI.create(server.get("public-address").asText()),
          PemKeys.of(path(server, "certificate"), path(server, "key")));
    }

    private static Path path(JsonNode server, String key) {
      return Path.of(server.get(key).asText());
    }
  }

  private RecordingRelay relay(Server from, Server to)
      throws IOException, GeneralSecurityException {
    return new RecordingRelay(
        new TlsMaterial(to.keys(), trust.forServers()),
        new TlsMaterial(from.keys(), trust.forClients()),
        to.address(),
        here);
  }

  /** This machine's own address in the network of the hosts. */
  private static InetAddress facing(InetAddress host) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(host, 1);
      return socket.getLocalAddress();
    }
  }

  private void divert() {
    divert(front, toNode);
    divert(host, toFactory);
  }

  /** What processes of a host open to the relay's server comes to the relay. */
  private void divert(Host from, RecordingRelay relay) {
    URI there = relay.server();
    from.run("nft", "add", "table", "ip", TABLE);
    from.run("nft", "add chain ip " + TABLE + " out { type nat hook output priority -100 ; }");
    from.run(
        "nft",
        "add rule ip %s out ip daddr %s tcp dport %d dnat to %s:%d"
            .formatted(
                TABLE, there.getHost(), there.getPort(), here.getHostAddress(), relay.port()));
  }

  /** Whether the factory's orders, or the node's answers to them, held that. */
  boolean sawInOrders(byte[] wanted) {
    return toNode.saw(wanted);
  }

  /** Whether what the node reports of itself, or the factory's answers to it, held that. */
  boolean sawInReports(byte[] wanted) {
    return toFactory.saw(wanted);
  }

  @Override
  public void close() {
    List.of(front, host).forEach(FactoryWire::restore);
    try {
      toNode.close();
      toFactory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      trust.close();
    }
  }

  /** Nothing is diverted any more; there may be nothing to undo. */
  private static void restore(Host host) {
    host.run("nft", "add", "table", "ip", TABLE);
    host.run("nft", "delete", "table", "ip", TABLE);
  }
}
