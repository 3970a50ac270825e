package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.icecoat.wsrf.pki.TestingIdentity;
import org.icecoat.wsrf.pki.TestingRenewableKeys;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.Test;

/** A host's certificate is renewed while clients keep their connections. */
class RenewedCertificateTest extends LampServerFixture {
  private static final byte[] REQUEST =
      "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @Test
  void a_connection_that_shows_the_old_one_is_ended_and_the_next_shows_the_new() throws Exception {
    TestingIdentity old = ca.issue("CN=localhost", "localhost", "127.0.0.1");
    TestingIdentity renewed = ca.issue("CN=localhost", "localhost", "127.0.0.1");
    TestingRenewableKeys keys = new TestingRenewableKeys(old);
    SSLSocketFactory client = alice.tls().context().getSocketFactory();
    try (TestingLampServer lamps =
        new TestingLampServer(
            ServerSettings.of("localhost", 0, new TlsMaterial(keys, old.trust())))) {
      try (SSLSocket kept = connect(client, lamps)) {
        BufferedReader answers = reader(kept);
        assertThat(isLast(kept, answers)).isFalse();
        keys.renew(renewed);
        await().atMost(Duration.ofMinutes(1)).until(() -> isLast(kept, answers));
        assertThat(answers.read()).isEqualTo(-1);
      }
      try (SSLSocket next = connect(client, lamps)) {
        assertThat(shown(next)).isEqualTo(renewed.chain().get(0)).isNotEqualTo(old.chain().get(0));
        assertThat(isLast(next, reader(next))).isFalse();
      }
    }
  }

  private static SSLSocket connect(SSLSocketFactory client, TestingLampServer lamps)
      throws IOException {
    return (SSLSocket) client.createSocket(lamps.address().getHost(), lamps.address().getPort());
  }

  private static X509Certificate shown(SSLSocket socket) throws IOException {
    Certificate[] chain = socket.getSession().getPeerCertificates();
    return (X509Certificate) chain[0];
  }

  private static BufferedReader reader(SSLSocket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Asks once, and whether the server says that it ends the connection after its answer. */
  private static boolean isLast(SSLSocket socket, BufferedReader answers) throws IOException {
    socket.getOutputStream().write(REQUEST);
    boolean last = false;
    int length = 0;
    for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
      String header = line.toLowerCase(Locale.ROOT);
      last |= header.equals("connection: close");
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      }
    }
    assertThat(answers.skip(length)).isEqualTo(length);
    return last;
  }
}
