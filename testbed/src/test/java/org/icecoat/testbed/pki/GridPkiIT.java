package org.icecoat.testbed.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;
import org.icecoat.testbed.grid.OnItsOwn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judges are openssl and grid-proxy-init: neither shares code with what is tested. */
@OnItsOwn
class GridPkiIT {
  @TempDir static Path folder;
  private static GridPki pki;
  private static Credential user;

  @BeforeAll
  static void make() {
    pki = GridPki.make(folder, Clock.systemUTC(), new SecureRandom());
    user = pki.user("Grid User");
  }

  @Test
  void the_trust_folder_has_the_names_that_openssl_looks_for() {
    String hash = openssl("x509", "-noout", "-hash", "-in", pki.authorityCertificate()).text();
    assertThat(pki.trustFolder())
        .isDirectoryContaining(file -> file.endsWith(hash + ".0"))
        .isDirectoryContaining(file -> file.endsWith(hash + ".r0"))
        .isDirectoryContaining(file -> file.endsWith(hash + ".signing_policy"))
        .isDirectoryContaining(file -> file.endsWith(hash + ".namespaces"));
  }

  @Test
  void a_user_is_valid_until_revoked_and_others_stay_valid() {
    Credential second = pki.user("Second User");
    assertThat(verify(second, "sslclient").succeeded()).isTrue();
    pki.revoke(second);
    assertThat(verify(second, "sslclient").err()).contains("certificate revoked");
    assertThat(verify(user, "sslclient").succeeded()).isTrue();
  }

  @Test
  void a_user_is_no_server() {
    assertThat(verify(user, "sslserver").succeeded()).isFalse();
  }

  @Test
  void a_host_is_server_and_client_under_all_its_names() throws IOException {
    InetAddress address = InetAddress.getByName("10.77.0.1");
    Credential host = pki.host("front.grid.test", List.of("front"), List.of(address));
    for (String purpose : List.of("sslserver", "sslclient")) {
      assertThat(verify(host, purpose, "-verify_hostname", "front").succeeded()).isTrue();
      assertThat(verify(host, purpose, "-verify_ip", "10.77.0.1").succeeded()).isTrue();
    }
    assertThat(verify(host, "sslserver", "-verify_hostname", "node1").succeeded()).isFalse();
  }

  @Test
  void a_user_of_another_authority_and_an_expired_one_are_refused(@TempDir Path other) {
    GridPki foreign = GridPki.make(other, "Other CA", Clock.systemUTC(), new SecureRandom());
    assertThat(verify(foreign.user("Grid User"), "sslclient").succeeded()).isFalse();
    Instant now = Instant.now();
    Validity past = new Validity(now.minusSeconds(200), now.minusSeconds(100));
    assertThat(verify(pki.user("Late User", past), "sslclient").err()).contains("expired");
  }

  @Test
  void keys_are_pkcs8_for_their_owner_alone() throws IOException {
    assertThat(Files.readString(user.key())).startsWith("-----BEGIN PRIVATE KEY-----");
    for (Path key : List.of(user.key(), folder.resolve("ca/cakey.pem"))) {
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(key));
      assertThat(permissions).isEqualTo("rw-------");
    }
  }

  @Test
  void grid_proxy_init_makes_a_proxy_from_it_and_verifies_it() {
    Path proxy = folder.resolve("proxy.pem");
    Command.of(
            List.of(
                "grid-proxy-init",
                "-verify",
                "-rfc",
                "-cert",
                user.certificate().toString(),
                "-key",
                user.key().toString(),
                "-out",
                proxy.toString()))
        .withEnvironment(Map.of("X509_CERT_DIR", pki.trustFolder().toString()))
        .run();
    assertThat(proxy).exists();
    assertThat(user.slashName()).isEqualTo("/DC=test/DC=grid/CN=Grid User");
  }

  @Test
  void a_name_that_could_leave_its_folder_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> pki.user("../x"));
    assertThatIllegalArgumentException().isThrownBy(() -> pki.host("a/b", List.of(), List.of()));
  }

  private static Output verify(Credential of, String purpose, String... more) {
    List<String> words =
        new ArrayList<>(List.of("openssl", "verify", "-crl_check", "-x509_strict"));
    words.addAll(List.of("-CApath", pki.trustFolder().toString(), "-purpose", purpose));
    words.addAll(List.of(more));
    words.add(of.certificate().toString());
    return Command.of(words).tryRun();
  }

  private static Output openssl(String first, String second, String third, String in, Path file) {
    return Command.of("openssl", first, second, third, in, file.toString()).run();
  }
}
