package org.icecoat.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.trust.testing.TestingGrid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir private Path home;
  private Consoles icecoat;
  private TestingGrid grid;

  @BeforeEach
  void a_user_who_is_logged_in() {
    icecoat = new Consoles(home);
    grid = TestingGrid.create(home, icecoat.console().time());
    grid.user("Alice").proxy().issue().writeProxy(home.resolve("proxy"));
    icecoat
        .console()
        .with("ICECOAT_FACTORY", "https://localhost:1/factory")
        .with("ICECOAT_STORE", "https://localhost:1/store")
        .with("X509_USER_PROXY", home.resolve("proxy").toString())
        .with("X509_CERT_DIR", grid.certificates().toString());
  }

  @Test
  void where_all_is_well_the_status_is_zero() {
    Result result = icecoat.run("doctor");
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .contains(
            "ok    configuration",
            "RFC3820 proxy of CN=Alice,O=Testing Grid,C=XX",
            "ok    ca-directory",
            "ok    crl-",
            "ok    factory-answer",
            "ok    store-answer")
        .doesNotContain("fail")
        .containsOnlyOnce("warn");
  }

  @Test
  void a_clock_that_the_factory_does_not_judge_is_named_as_not_compared() {
    assertThat(icecoat.run("doctor").out())
        .containsPattern("warn  clock +It could not be compared with the factory's")
        .contains("Compare it with another clock");
  }

  @Test
  void a_clock_that_is_before_the_making_of_a_file_here_is_behind() {
    icecoat.console().time().advance(Duration.ofDays(-3));
    assertThat(icecoat.run("doctor").out())
        .containsPattern("fail  clock +At least .* behind: .* was made later")
        .contains("Set this computer's clock");
  }

  @Test
  void the_json_has_each_check_with_its_verdict() {
    assertThat(icecoat.run("doctor", "--json").out())
        .contains("\"healthy\" : true", "\"check\" : \"proxy\",\n    \"verdict\" : \"ok\",");
  }

  @Test
  void a_missing_login_and_an_unset_url_are_failures_with_advice() throws IOException {
    Files.delete(home.resolve("proxy"));
    icecoat.console().with("ICECOAT_FACTORY", null).with("ICECOAT_STORE", null);
    Result result = icecoat.run("doctor");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .contains("fail  factory-url", "warn  store-url", "fail  proxy")
        .containsPattern("\n +icecoat login\n");
    assertThat(result.err()).matches("icecoat: 2 of [0-9]+ checks failed\n");
  }

  @Test
  void what_verify_needs_is_looked_at_where_it_is_set() throws IOException {
    icecoat.console().with("ICECOAT_TPM_MAKERS", "makers").with("ICECOAT_POLICIES", "site.cms");
    Files.createDirectories(home.resolve("makers"));
    assertThat(icecoat.run("doctor").out())
        .containsPattern("fail  tpm-makers +.*holds no maker of TPMs")
        .containsPattern("fail  policies +site.cms does not exist")
        .containsPattern("warn  store-log-key +It is not set")
        .containsPattern("Write 'store-log-key: sha256:...' into .*config.yaml");
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", "sha256:" + "ab".repeat(32));
    assertThat(icecoat.run("doctor").out()).containsPattern("ok    store-log-key");
    Files.writeString(home.resolve("site.cms"), "a policy");
    assertThat(icecoat.run("doctor").out()).containsPattern("ok    policies +site.cms");
  }

  @Test
  void a_ca_without_policy_and_without_crl_is_named() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(grid.certificates())) {
      for (Path file : files) {
        if (!file.toString().endsWith(".0")) {
          Files.delete(file);
        }
      }
    }
    assertThat(icecoat.run("doctor").out())
        .contains("No signing policy", "missing or no revocation list", "Run fetch-crl");
  }

  @Test
  void a_crl_that_is_out_of_date_is_a_failure() {
    icecoat.console().time().advance(Duration.ofDays(4000));
    Result result = icecoat.run("doctor");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("out of date", "Ask your CA for a new certificate");
  }

  @Test
  void a_wrong_configuration_is_the_first_thing_to_be_told() throws IOException {
    Path file = home.resolve("config.yaml");
    Files.writeString(file, "factroy: x\n");
    Result result = icecoat.run("doctor", "--config", file.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).startsWith("fail  configuration").contains("'factroy'");
  }

  @Test
  void an_unknown_host_is_told_apart_from_a_service_that_does_not_answer() {
    icecoat.console().with("ICECOAT_FACTORY", "https://no-such-host.invalid/factory");
    icecoat
        .services()
        .faults()
        .fail("getResourceProperty", new WebServiceException(new ConnectException("refused")));
    assertThat(icecoat.run("doctor").out())
        .contains("fail  factory-host", "is not known")
        .containsPattern("fail  store-answer +The service cannot be reached");
  }
}
