package org.icecoat.wsrf.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.icecoat.wsrf.pki.TestingCa;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {
  @Test
  void a_client_lets_go_of_idle_connections_long_before_a_server_does() throws Exception {
    TlsMaterial tls = new TestingCa("Sample CA").issue("CN=Alice").tls();
    Duration server = ServerSettings.of("localhost", 0, tls).kept();
    try (Ports ports = new Ports(ClientSettings.of(tls))) {
      assertThat(ports.clients()).isEmpty();
      assertThat(IdleConnections.PROPERTIES)
          .allSatisfy(
              name ->
                  assertThat(Integer.getInteger(name))
                      .isBetween(1, (int) server.minusSeconds(5).toSeconds()));
    }
  }
}
