package org.icecoat.trust.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeyManager;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of TLS over JSSE, in one process. */
class TlsTest {
  private static final String ALICE = "CN=Alice User,O=Testing Grid,C=XX";

  @TempDir private Path folder;
  private TestingCallers callers;
  private TestingGrid grid;
  private TestingCredential alice;
  private TestingTlsServer server;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    callers = TestingCallers.in(folder);
    grid = callers.grid;
    alice = grid.user("Alice User");
    server = serving(grid.host(TestingKeys.rsa(2048), "localhost", "localhost", "127.0.0.1"));
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    callers.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void users_and_proxies_of_both_kinds_of_keys_are_known_by_name(String protocol)
      throws IOException, GeneralSecurityException {
    assertThat(ask(alice, protocol)).isEqualTo(ALICE);
    assertThat(ask(alice.proxy().issue(), protocol)).isEqualTo(ALICE + " (proxy)");
    assertThat(ask(alice.proxy().keys(TestingKeys.rsa(2048)).issue(), protocol))
        .isEqualTo(ALICE + " (proxy)");
    assertThat(ask(alice.proxy().issue().proxy().limited().issue(), protocol))
        .isEqualTo(ALICE + " (limited proxy)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void a_refused_chain_is_told_why_and_not_by_an_alert(String protocol)
      throws IOException, GeneralSecurityException {
    assertThat(ask(alice.proxy().independent().issue(), protocol))
        .isEqualTo(RefusalReason.INDEPENDENT_PROXY.plain());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void a_handshake_passes_for_nobody_without_the_key_of_his_certificate(String protocol)
      throws GeneralSecurityException {
    TestingTlsClient thief =
        new TestingTlsClient(
            new TestingKeyManager(TestingKeys.p256().getPrivate(), alice.leaf()),
            callers.trust(),
            protocol);
    assertThatThrownBy(() -> thief.ask("localhost", server.port())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> client(null, protocol).ask("localhost", server.port()))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void a_resumed_session_does_not_outlive_a_revocation(String protocol)
      throws IOException, GeneralSecurityException {
    TestingTlsClient client = client(alice.proxy().issue(), protocol);
    assertThat(client.ask("localhost", server.port())).startsWith(ALICE);
    assertThat(client.ask("localhost", server.port())).startsWith(ALICE);
    assertThat(server.judgedHandshakes()).as("the second session was resumed").isEqualTo(1);
    callers.revoke(alice);
    assertThat(client.ask("localhost", server.port())).contains("revoked");
    assertThat(server.judgedHandshakes()).as("so was the third").isEqualTo(1);
    assertThat(ask(alice, protocol)).contains("revoked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void a_connection_that_stays_open_does_not_outlive_a_revocation(String protocol)
      throws IOException, GeneralSecurityException {
    TestingTlsClient client = client(alice, protocol);
    try (SSLSocket socket = client.connected("localhost", server.port())) {
      assertThat(TestingTlsClient.ask(socket)).isEqualTo(ALICE);
      callers.revoke(alice);
      assertThat(TestingTlsClient.ask(socket)).contains("revoked");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void a_client_refuses_a_server_with_another_hosts_certificate(String protocol)
      throws IOException, GeneralSecurityException {
    try (TestingTlsServer other = serving(grid.host("localhost", "other.example"))) {
      assertThatThrownBy(() -> client(alice, protocol).ask("localhost", other.port()))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("another host");
      assertThatThrownBy(() -> client(alice, protocol).ask("127.0.0.1", other.port()))
          .isInstanceOf(SSLException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void a_host_is_known_by_name_and_address(String host)
      throws IOException, GeneralSecurityException {
    assertThat(client(alice, "TLSv1.3").ask(host, server.port())).isEqualTo(ALICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void a_client_refuses_a_server_that_shows_a_user_or_a_proxy(String protocol)
      throws IOException, GeneralSecurityException {
    TestingCredential host = grid.host("localhost", "localhost");
    for (TestingCredential wrong : new TestingCredential[] {alice, host.proxy().issue()}) {
      try (TestingTlsServer server = serving(wrong)) {
        assertThatThrownBy(() -> client(alice, protocol).ask("localhost", server.port()))
            .isInstanceOf(SSLException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void a_client_refuses_a_revoked_server(String protocol)
      throws IOException, GeneralSecurityException {
    TestingCredential host = grid.host("localhost", "localhost");
    grid.revoke(host.leaf());
    try (TestingTlsServer revoked = serving(host)) {
      assertThatThrownBy(() -> client(alice, protocol).ask("localhost", revoked.port()))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("revoked");
    }
  }

  private String ask(TestingCredential credential, String protocol)
      throws IOException, GeneralSecurityException {
    return client(credential, protocol).ask("localhost", server.port());
  }

  private TestingTlsClient client(TestingCredential credential, String protocol)
      throws GeneralSecurityException {
    PemKeys keys =
        credential == null ? null : PemKeys.ofProxy(credential.writeProxy(folder.resolve("proxy")));
    return new TestingTlsClient(keys, callers.trust(), protocol);
  }

  private TestingTlsServer serving(TestingCredential host)
      throws IOException, GeneralSecurityException {
    return new TestingTlsServer(
        PemKeys.of(
            host.writeCertificate(folder.resolve("hostcert.pem")),
            host.writeKey(folder.resolve("hostkey.pem"))),
        callers.trust());
  }
}
