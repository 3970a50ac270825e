package org.icecoat.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.icecoat.console.testing.TestingConsole;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingServer;
import org.icecoat.console.testing.TestingServices;
import org.icecoat.console.testing.TestingVms;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told whose chain the service refuses, whatever the CAs of his computer say. */
class RefusedCredentialTest {
  private static final String SAID = "The service does not accept your credential: ";

  @TempDir private static Path folder;
  private static TestingGrid grid;
  private static TestingCredential alice;
  private static TestingCredential revoked;
  private static TestingServices services;
  private static TestingServer server;

  @TempDir private Path home;
  private TestingConsole console;

  @BeforeAll
  static void a_server_that_knows_of_a_revocation() {
    grid = TestingGrid.create(folder, Clock.systemUTC());
    alice = grid.user("Alice");
    revoked = grid.user("Bob");
    grid.authority().publish(folder.resolve("unaware"), TestingGrid.NAMESPACE);
    grid.revoke(revoked.leaf());
    services = new TestingServices();
    services.vms().running(TestingVms.FIRST, "search");
    server = new TestingServer(grid, folder, services, "localhost");
  }

  @AfterAll
  static void the_end() {
    server.close();
  }

  @BeforeEach
  void a_user() {
    console =
        new TestingConsole(home, Instant.now())
            .with("ICECOAT_FACTORY", server.address() + "/factory")
            .with("ICECOAT_STORE", server.address().toString())
            .with("X509_USER_PROXY", home.resolve("proxy").toString())
            .with("X509_CERT_DIR", folder.resolve("unaware").toString());
  }

  @Test
  void a_revoked_certificate_is_called_so() {
    refused(
        revoked.proxy().issue(),
        SAID + "A certificate has been revoked by its CA: ask the CA for a new one");
  }

  @Test
  void an_independent_proxy_is_called_so() {
    refused(
        alice.proxy().independent().issue(),
        SAID + "An independent proxy has no rights here: make a full one");
  }

  @Test
  void a_certificate_of_another_ca_is_called_so() {
    refused(
        grid.otherAuthority("C=XX,O=Testing Grid,CN=Other CA")
            .issue(grid.userRequest("Mallory", alice.keys()), alice.keys()),
        SAID + "Your CA is not trusted here: use a certificate of a CA that this site trusts");
  }

  @Test
  void a_proxy_that_has_ended_is_called_so_before_anything_is_sent() {
    refused(
        alice.proxy().until(Instant.now().minus(Duration.ofMinutes(2))).issue(),
        "Your proxy ended ");
  }

  @Test
  void a_limited_proxy_may_look() {
    alice.proxy().limited().issue().writeProxy(home.resolve("proxy"));
    assertThat(run("list").out()).contains("search");
  }

  @Test
  void the_doctor_tells_the_reason_too() {
    revoked.proxy().issue().writeProxy(home.resolve("proxy"));
    assertThat(run("doctor").out())
        .containsPattern("fail  factory-answer +The service does not .* revoked by its CA");
  }

  private void refused(TestingCredential credential, String told) {
    credential.writeProxy(home.resolve("proxy"));
    Result result = run("list");
    assertThat(result.status()).isEqualTo(7);
    assertThat(result.err()).startsWith("icecoat: " + told).hasLineCount(1);
  }

  private Result run(String... args) {
    return console.run(surroundings -> Main.run(surroundings, args));
  }
}
