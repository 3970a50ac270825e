package org.icecoat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.icecoat.console.remote.Patience;
import org.icecoat.console.remote.SoapServices;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against services that take connections and never answer: who only asks does not wait long. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HungServiceTest {
  private static final int FAILED = 1;
  private static final int UNAVAILABLE = 6;

  @TempDir private Path folder;
  private final List<SSLSocket> taken = new CopyOnWriteArrayList<>();
  private GridTrust trust;
  private SSLServerSocket hung;
  private TestingConsole console;

  @BeforeEach
  void begin() throws IOException, GeneralSecurityException {
    TestingGrid grid = TestingGrid.create(folder, Clock.systemUTC());
    trust = GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC());
    TestingCredential certificate = grid.host("localhost", "localhost");
    PemKeys keys =
        PemKeys.of(
            certificate.writeCertificate(folder.resolve("hostcert.pem")),
            certificate.writeKey(folder.resolve("hostkey.pem")));
    hung =
        (SSLServerSocket)
            new TlsMaterial(keys, trust.forServers())
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread host = new Thread(this::take, "hung service");
    host.setDaemon(true);
    host.start();
    grid.user("Alice").proxy().issue().writeProxy(folder.resolve("proxy"));
    String address = "https://localhost:" + hung.getLocalPort();
    console =
        new TestingConsole(folder, Instant.now())
            .with("ICECOAT_FACTORY", address + "/factory")
            .with("ICECOAT_STORE", address)
            .with("X509_USER_PROXY", folder.resolve("proxy").toString())
            .with("X509_CERT_DIR", grid.certificates().toString());
  }

  @AfterEach
  void end() throws IOException {
    hung.close();
    for (SSLSocket one : taken) {
      one.close();
    }
    trust.close();
  }

  /** Each connection is taken, and after the handshake nothing comes of it. */
  private void take() {
    boolean more = true;
    while (more) {
      more = takeOne();
    }
  }

  private boolean takeOne() {
    try {
      SSLSocket one = (SSLSocket) hung.accept();
      taken.add(one);
      one.startHandshake();
      return true;
    } catch (IOException e) {
      return !hung.isClosed(); // who connected may have gone
    }
  }

  /** All patience but one of the three lasts an hour. */
  private Result run(Patience shortened, String command) {
    return console.run(
        surroundings ->
            Main.run(
                surroundings,
                settings ->
                    new SoapServices(
                        settings,
                        Clock.systemUTC(),
                        patience ->
                            patience == shortened ? Duration.ofMillis(200) : Duration.ofHours(1)),
                command.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "match --component hmmer",
        "show vm-7f3a",
        "destroy search",
        "node list",
        "image search hmmer",
        "image releases hmmer"
      })
  void who_asks_waits_as_long_as_is_usual(String command) {
    Result result = run(Patience.USUAL, command);
    assertThat(result.err()).contains("it does not answer");
    assertThat(result.status()).isEqualTo(UNAVAILABLE);
  }

  @Test
  void the_doctor_waits_briefly() {
    console.with("ICECOAT_FACTORY", "https://localhost:1/factory");
    Result result = run(Patience.BRIEF, "doctor");
    assertThat(result.status()).isEqualTo(FAILED);
    assertThat(result.out()).containsPattern("fail  store-answer +.*it does not answer");
  }
}
