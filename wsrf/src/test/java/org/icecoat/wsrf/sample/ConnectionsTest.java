package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.wsrf.pki.TestingIdentity;
import org.icecoat.wsrf.server.ServerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who takes all connections keeps others out, and they are told so at once. */
class ConnectionsTest extends LampServerFixture {
  private static final int MOST = 3;
  private static final int PATIENCE_MILLIS = 30_000;

  private final List<Socket> taken = new ArrayList<>();
  private TestingLampServer small;

  @BeforeEach
  void all_connections_are_taken() throws Exception {
    TestingIdentity host = ca.issue("CN=localhost", "localhost", "127.0.0.1");
    small =
        new TestingLampServer(ServerSettings.of("localhost", 0, host.tls()).withConnections(MOST));
    for (int i = 0; i < MOST; i++) {
      taken.add(connect());
    }
  }

  @AfterEach
  void end() throws IOException {
    for (Socket socket : taken) {
      socket.close();
    }
    small.close();
  }

  @Test
  void a_connection_above_the_cap_is_reset_and_does_not_hang() throws Exception {
    try (Socket more = connect()) {
      assertThatThrownBy(() -> more.getInputStream().read())
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
    RawSoap raw = new RawSoap(alice.tls());
    assertThatThrownBy(() -> raw.get(health())).isInstanceOf(IOException.class);
  }

  @Test
  void when_one_has_gone_the_next_is_served() throws Exception {
    taken.remove(0).close();
    RawSoap raw = new RawSoap(alice.tls());
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(raw.get(health()).body()).isEqualTo("ok\n"));
  }

  private URI health() {
    return URI.create(small.address() + "/health");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket("localhost", small.address().getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }
}
