package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wire.plugin.NodeEvents;
import org.icecoat.wire.plugin.ReportEvents;
import org.icecoat.wire.plugin.ReportEventsResponse;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.server.ServiceEndpoint;
import org.icecoat.wsrf.server.WsrfServer;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A factory takes events by the key by which the node has proved itself alone. */
class RenewedHostTest {
  @TempDir Path folder;
  private final List<PublicKey> shown = new CopyOnWriteArrayList<>();

  @Test
  void events_are_sent_with_the_key_that_the_host_has_now() throws Exception {
    TestingGrid grid = TestingGrid.create(folder, Clock.systemUTC());
    TestingCredential old = grid.host("node1", "localhost");
    TestingCredential renewed = grid.host("node1", "localhost");
    try (GridTrust trust = GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC());
        WsrfServer factory = factory(new TlsMaterial(keys(factory(grid)), trust.forServers()))) {
      PemKeys own = keys(old);
      try (CurrentPorts ports =
          new CurrentPorts(
              () -> new Ports(ClientSettings.of(new TlsMaterial(own, trust.forClients()))),
              own::current)) {
        FactoryEventSink sink =
            new FactoryEventSink(
                new NodeName("node1"), ports, URI.create(factory.address() + "/node-events"));
        sink.send(List.of());
        sink.send(List.of());
        var unused = keys(renewed);
        sink.send(List.of());
        sink.send(List.of());
      }
    }
    PublicKey before = old.leaf().getPublicKey();
    PublicKey after = renewed.leaf().getPublicKey();
    assertThat(shown).containsExactly(before, before, after, after);
  }

  private static TestingCredential factory(TestingGrid grid) {
    return grid.host("factory", "localhost");
  }

  /** One file for each name. */
  private PemKeys keys(TestingCredential credential) {
    String name = String.valueOf(credential.leaf().getSubjectX500Principal().hashCode());
    return PemKeys.of(
        credential.writeCertificate(folder.resolve(name + "-cert.pem")),
        credential.writeKey(folder.resolve(name + "-key.pem")));
  }

  private WsrfServer factory(TlsMaterial tls) throws Exception {
    Calls<PublicKey> calls = new Calls<>(chain -> chain.get(0).getPublicKey());
    return WsrfServer.start(
        ServerSettings.of("localhost", 0, tls),
        base ->
            List.of(
                ServiceEndpoint.<PublicKey, NodeEvents>of(
                    "/node-events",
                    Contract.of(NodeEvents.class, "wsdl/plugin.wsdl"),
                    new Ear(calls),
                    calls)));
  }

  /** Takes nothing, and remembers who told it. */
  private final class Ear implements NodeEvents {
    private final Calls<PublicKey> calls;

    Ear(Calls<PublicKey> calls) {
      this.calls = calls;
    }

    @Override
    public ReportEventsResponse reportEvents(ReportEvents request) {
      shown.add(calls.caller());
      ReportEventsResponse response = new ReportEventsResponse();
      response.setTaken(0);
      return response;
    }
  }
}
