package org.icecoat.console.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.terminal.Surroundings.Place;
import org.icecoat.domain.digest.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void without_anything_the_usual_places_of_grid_tools_count() {
    Settings settings = load(Map.of());
    assertThat(settings.proxy()).isEqualTo(Path.of("/tmp/x509up_u1000"));
    assertThat(settings.caDirectory()).isEqualTo(Path.of("/etc/grid-security/certificates"));
    assertThat(settings.userCertificate()).isEqualTo(home.resolve(".globus/usercert.pem"));
    assertThat(settings.userKey()).isEqualTo(home.resolve(".globus/userkey.pem"));
  }

  @Test
  void the_file_gives_all_settings() throws IOException {
    write(
        """
        factory: https://f:1/factory
        store: https://s:2/store
        store-log-key: sha256:%s
        ca-directory: /ca
        proxy: ~/proxy
        user-certificate: /c
        user-key: /k
        """
            .formatted("ab".repeat(32)));
    Settings settings = load(Map.of());
    assertThat(settings.factory()).isEqualTo(URI.create("https://f:1/factory"));
    assertThat(settings.store()).isEqualTo(URI.create("https://s:2/store"));
    assertThat(settings.storeLogKey()).contains(Sha256.parse("ab".repeat(32)));
    assertThat(settings.caDirectory()).isEqualTo(Path.of("/ca"));
    assertThat(settings.proxy()).isEqualTo(home.resolve("proxy"));
    assertThat(settings.userCertificate()).isEqualTo(Path.of("/c"));
    assertThat(settings.userKey()).isEqualTo(Path.of("/k"));
  }

  @Test
  void a_variable_counts_before_the_file_and_an_option_before_both() throws IOException {
    write("factory: https://file/factory\nproxy: /file\n");
    environment.put("ICECOAT_FACTORY", "https://variable/factory");
    environment.put("X509_USER_PROXY", "/variable");
    Settings settings = load(Map.of("proxy", "/option"));
    assertThat(settings.all())
        .contains(
            new Setting("factory", "https://variable/factory", "ICECOAT_FACTORY"),
            new Setting("proxy", "/option", "--proxy"));
  }

  @Test
  void a_variable_that_is_empty_is_not_set() {
    environment.put("X509_CERT_DIR", "");
    assertThat(load(Map.of()).caDirectory()).isEqualTo(Path.of("/etc/grid-security/certificates"));
  }

  @Test
  void an_unknown_key_is_named_with_those_that_are_known() throws IOException {
    write("factroy: https://f\n");
    assertThatThrownBy(() -> load(Map.of()))
        .isInstanceOf(ConsoleException.class)
        .hasMessageContaining("'factroy'")
        .hasMessageContaining("ca-directory, factory");
  }

  @Test
  void a_key_that_is_given_twice_is_refused() throws IOException {
    write("proxy: /a\nproxy: /b\n");
    assertThatThrownBy(() -> load(Map.of())).hasMessageContaining("line 2");
  }

  @Test
  void a_file_that_is_named_must_exist() {
    environment.put("ICECOAT_CONFIG", "nowhere.yaml");
    assertThatThrownBy(() -> load(Map.of())).hasMessageContaining("nowhere.yaml: does not exist");
  }

  @Test
  void what_is_no_https_url_is_refused_with_its_source() {
    environment.put("ICECOAT_FACTORY", "http://f/factory");
    assertThatThrownBy(() -> load(Map.of()).factory())
        .hasMessage(
            "The factory 'http://f/factory' (from ICECOAT_FACTORY) is no https URL; it looks like"
                + " https://host:8443/factory");
  }

  @Test
  void what_is_no_digest_is_refused_with_its_source() {
    assertThat(load(Map.of()).storeLogKey()).isEmpty();
    environment.put("ICECOAT_STORE_LOG_KEY", "ab12");
    assertThatThrownBy(() -> load(Map.of()).storeLogKey())
        .hasMessageContaining("'ab12' (from ICECOAT_STORE_LOG_KEY) is no digest");
  }

  @Test
  void a_setting_that_nobody_gives_says_how_to_give_it() {
    assertThatThrownBy(() -> load(Map.of()).store())
        .hasMessageContaining("--store URL")
        .hasMessageContaining("ICECOAT_STORE");
  }

  private Settings load(Map<String, String> flags) {
    Place place = new Place(environment, home, home, 1000);
    return new SettingsLoader(place, flags, Optional.empty()).load();
  }

  private void write(String text) throws IOException {
    Path file = home.resolve(".config/icecoat/config.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
