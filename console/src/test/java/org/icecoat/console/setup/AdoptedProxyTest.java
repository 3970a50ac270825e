package org.icecoat.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains are validated by a library with a clock of its own: so it is the present here. */
class AdoptedProxyTest {
  @TempDir private Path home;
  private final Instant now = Instant.now();
  private Consoles icecoat;
  private TestingGrid grid;
  private TestingCredential alice;
  private Path proxy;

  @BeforeEach
  void a_user_with_a_proxy_of_another_tool() {
    icecoat = new Consoles(home, now);
    grid = TestingGrid.create(home, icecoat.console().time());
    alice = grid.user("Alice");
    proxy = home.resolve("proxy");
    icecoat
        .console()
        .with("X509_USER_PROXY", proxy.toString())
        .with("X509_CERT_DIR", grid.certificates().toString());
  }

  @Test
  void a_proxy_of_another_tool_is_taken_over_after_it_was_checked() {
    Path made = home.resolve("made");
    alice.proxy().issue().writeProxy(made);
    Result result = icecoat.run("login", "--proxy", made.toString());
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(proxy).hasSameTextualContentAs(made, StandardCharsets.US_ASCII);
  }

  @Test
  void a_proxy_that_the_services_would_refuse_is_not_taken_over() {
    refused(alice.proxy().until(now.minusSeconds(60)).issue(), "ended");
    refused(alice.proxy().independent().issue(), "not accepted");
    refused(alice.proxy().legacy().issue(), "not accepted");
    refused(
        grid.otherAuthority("C=XX,O=Testing Grid,CN=Evil CA")
            .issue(grid.userRequest("Alice", alice.keys()), alice.keys())
            .proxy()
            .issue(),
        "");
    grid.revoke(alice.leaf());
    refused(alice.proxy().issue(), "revoked");
  }

  private void refused(TestingCredential credential, String why) {
    Path made = home.resolve("made");
    credential.writeProxy(made);
    Result result = icecoat.run("login", "--proxy", made.toString());
    assertThat(result.status()).isEqualTo(7);
    assertThat(result.err()).contains("The proxy is not used", why);
    assertThat(proxy).doesNotExist();
  }
}
