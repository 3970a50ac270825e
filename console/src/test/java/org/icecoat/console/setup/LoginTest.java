package org.icecoat.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingScreen;
import org.icecoat.trust.credential.CredentialSummary;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
  @TempDir private Path home;
  private Consoles icecoat;
  private TestingGrid grid;
  private TestingCredential alice;
  private Path proxy;

  @BeforeEach
  void a_user_with_a_certificate() throws IOException {
    icecoat = new Consoles(home);
    grid = TestingGrid.create(home, icecoat.console().time());
    alice = grid.user("Alice");
    proxy = home.resolve("proxy");
    Files.createDirectories(home.resolve(".globus"));
    alice.writeCertificate(home.resolve(".globus/usercert.pem"));
    alice.writeKey(home.resolve(".globus/userkey.pem"));
    icecoat
        .console()
        .with("X509_USER_PROXY", proxy.toString())
        .with("X509_CERT_DIR", grid.certificates().toString());
  }

  @Test
  void a_login_makes_a_proxy_that_only_its_owner_can_read_and_says_until_when() throws IOException {
    Result result = icecoat.run("login");
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("You are CN=Alice,O=Testing Grid,C=XX\n")
        .contains("until 2026-11-24 01:00:00 CET (12 h left)");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(proxy)))
        .isEqualTo("rw-------");
    assertThat(PemCredential.read(proxy).chain().proxies()).hasSize(1);
  }

  @Test
  void the_lifetime_and_the_files_can_be_chosen() {
    Path elsewhere = home.resolve("cert.pem");
    Path key = home.resolve("key.pem");
    TestingCredential bob = grid.user("Bob");
    bob.writeCertificate(elsewhere);
    bob.writeKey(key);
    Result result =
        icecoat.run("login", "--hours", "1", "--cert", "" + elsewhere, "--key", "" + key, "--json");
    assertThat(result.out())
        .contains("\"identity\" : \"CN=Bob,O=Testing Grid,C=XX\"")
        .contains("\"limited\" : false")
        .contains("\"expires\" : \"2026-11-23T13:00:00Z\"");
    assertThat(icecoat.run("login", "--hours", "0").status()).isEqualTo(2);
  }

  @Test
  void a_limited_proxy_says_that_it_cannot_deploy() {
    assertThat(icecoat.run("login", "--limited").out()).contains("it cannot deploy VMs");
    assertThat(CredentialSummary.of(PemCredential.read(proxy)).kind().limited()).isTrue();
  }

  @Test
  void the_passphrase_comes_from_standard_input_or_the_terminal() {
    encryptKey("secret");
    icecoat.console().typing("secret\nmore");
    assertThat(icecoat.run("login", "--passphrase-stdin").status()).isZero();
    icecoat.console().before(TestingScreen.answering("secret"));
    assertThat(icecoat.run("login").status()).isZero();
  }

  @Test
  void a_wrong_passphrase_and_no_terminal_are_told() {
    encryptKey("secret");
    icecoat.console().typing("wrong\n");
    Result wrong = icecoat.run("login", "--passphrase-stdin");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("passphrase does not open").doesNotContain("wrong\n");
    Result silent = icecoat.run("login");
    assertThat(silent.status()).isEqualTo(2);
    assertThat(silent.err()).contains("--passphrase-stdin");
  }

  @Test
  void without_a_certificate_the_file_is_named() throws IOException {
    Files.delete(home.resolve(".globus/usercert.pem"));
    Result result = icecoat.run("login");
    assertThat(result.status()).isEqualTo(7);
    assertThat(result.err()).contains(".globus/usercert.pem");
  }

  @Test
  void without_cas_an_existing_proxy_is_taken_with_a_remark() {
    icecoat.console().with("X509_CERT_DIR", home.resolve("nowhere").toString());
    Path made = home.resolve("made");
    alice.proxy().issue().writeProxy(made);
    Result result = icecoat.run("login", "--proxy", made.toString());
    assertThat(result.status()).isZero();
    assertThat(result.err()).contains("Not checked against CAs");
  }

  @Test
  void a_logout_deletes_the_proxy() {
    icecoat.run("login");
    assertThat(icecoat.run("logout").out()).isEqualTo(proxy + " is deleted\n");
    assertThat(proxy).doesNotExist();
    assertThat(icecoat.run("logout").out()).isEqualTo("You were not logged in\n");
  }

  @Test
  void what_remains_of_a_proxy_is_known_to_the_doctor() {
    icecoat.run("login", "--hours", "1");
    icecoat.console().time().advance(Duration.ofMinutes(45));
    assertThat(icecoat.run("doctor").out()).contains("warn  proxy", "It ends soon: icecoat login");
    icecoat.console().time().advance(Duration.ofMinutes(30));
    assertThat(icecoat.run("doctor").out()).contains("fail  proxy", "over since 15 min");
  }

  private void encryptKey(String passphrase) {
    Path plain = home.resolve(".globus/userkey.pem");
    Path encrypted = home.resolve(".globus/encrypted.pem");
    try {
      Process openssl =
          new ProcessBuilder(
                  "openssl",
                  "pkcs8",
                  "-topk8",
                  "-in",
                  plain.toString(),
                  "-out",
                  encrypted.toString(),
                  "-passout",
                  "stdin")
              .redirectErrorStream(true)
              .start();
      openssl.getOutputStream().write((passphrase + "\n").getBytes(StandardCharsets.US_ASCII));
      openssl.getOutputStream().close();
      openssl.onExit().join();
      Files.setPosixFilePermissions(encrypted, PosixFilePermissions.fromString("rw-------"));
      Files.move(encrypted, plain, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
