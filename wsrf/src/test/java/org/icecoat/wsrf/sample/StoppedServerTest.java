package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.icecoat.wsrf.pki.TestingIdentity;
import org.icecoat.wsrf.server.ServerSettings;
import org.junit.jupiter.api.Test;

/** A server that is told to stop waits for what is under way, and not for ever. */
class StoppedServerTest extends LampServerFixture {
  private static final String BEGINNING =
      "POST /lamp HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<";

  @Test
  void who_is_refused_and_sends_no_more_is_cut_off_and_that_is_no_failure() throws Exception {
    TestingIdentity host = ca.issue("CN=localhost", "localhost", "127.0.0.1");
    TestingLampServer lamps = new TestingLampServer(ServerSettings.of("localhost", 0, host.tls()));
    lamps.refuse("CN=Alice");
    URI address = lamps.address();
    try (Socket staying = connect(address)) {
      staying.getOutputStream().write(BEGINNING.getBytes(StandardCharsets.US_ASCII));
      assertThat(new RawSoap(bob.tls()).get(URI.create(address + "/health")).statusCode())
          .isEqualTo(200); // by now the other's request has begun, too
      lamps.close();
    }
    assertThatThrownBy(() -> connect(address)).isInstanceOf(IOException.class);
  }

  private Socket connect(URI address) throws IOException, GeneralSecurityException {
    Socket socket =
        alice.tls().context().getSocketFactory().createSocket(address.getHost(), address.getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }
}
