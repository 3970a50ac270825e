package org.icecoat.trust.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Stream;
import org.icecoat.domain.identity.Dn;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.trust.testing.TestingKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyFileTest {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  @TempDir private Path folder;
  private TestingCredential alice;
  private Path file;

  @BeforeEach
  void makeAlice() throws IOException {
    alice = TestingGrid.create(folder, Clock.systemUTC()).user("Alice User");
    file = Files.createDirectory(folder.resolve("out")).resolve("x509up_u0");
  }

  @Test
  void what_was_written_is_read_back() {
    for (var keys : new java.security.KeyPair[] {TestingKeys.rsa(2048), TestingKeys.p256()}) {
      PemCredential proxy = read(alice.proxy().keys(keys).issue());
      ProxyFile.write(file, proxy);
      PemCredential again = PemCredential.read(file);
      assertThat(again.chain()).isEqualTo(proxy.chain());
      assertThat(again.key().getEncoded()).isEqualTo(proxy.key().getEncoded());
    }
  }

  @Test
  void only_its_owner_may_read_it_and_nothing_else_is_left_behind() throws IOException {
    ProxyFile.write(file, read(alice.proxy().issue()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    ProxyFile.write(file, read(alice.proxy().issue()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void a_folder_that_does_not_exist_is_an_error_with_advice() {
    PemCredential proxy = read(alice.proxy().issue());
    assertThatThrownBy(() -> ProxyFile.write(folder.resolve("none/x509up"), proxy))
        .isInstanceOf(TrustException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void the_usual_place_is_the_one_that_grid_tools_know() {
    assertThat(ProxyFile.usual(Map.of("X509_USER_PROXY", "/home/alice/proxy")))
        .isEqualTo(Path.of("/home/alice/proxy"));
    assertThat(ProxyFile.usual(Map.of()).toString()).matches("/tmp/x509up_u[0-9]+");
  }

  @Test
  void a_summary_tells_whose_it_is_what_it_is_and_when_it_ends() {
    TestingCredential hour = alice.proxy().until(now.plusSeconds(3600)).issue();
    TestingCredential limited = hour.proxy().limited().until(now.plusSeconds(7200)).issue();
    CredentialSummary summary = CredentialSummary.of(read(limited));
    assertThat(summary.identity()).isEqualTo(Dn.parse("CN=Alice User,O=Testing Grid,C=XX"));
    assertThat(summary.issuer()).isEqualTo(Dn.of(hour.leaf().getSubjectX500Principal()));
    assertThat(summary.kind()).hasToString("limited RFC3820 proxy");
    assertThat(summary.key()).isEqualTo("EC 256");
    assertThat(summary.left(now)).isEqualTo(Duration.ofHours(1));
    assertThat(summary.left(now.plusSeconds(3600))).isEqualTo(Duration.ZERO);
    assertThat(CredentialSummary.of(read(alice)).kind()).hasToString("certificate");
  }

  private PemCredential read(TestingCredential credential) {
    return PemCredential.read(credential.writeProxy(folder.resolve("credential.pem")));
  }
}
