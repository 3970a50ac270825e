package org.icecoat.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.factory.attest.DoubtRules;
import org.icecoat.factory.trust.OnDoubt;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoryConfigurationTest {
  private static final String LEAST =
      """
      server: {public-address: 'https://factory:8443', certificate: c.pem, key: k.pem}
      trust: {directory: ca}
      database: {file: rows}
      store: https://store:8445/store
      policy: policy.yaml
      """;

  @TempDir Path folder;

  private FactoryConfiguration read(String yaml) throws IOException {
    Path file = folder.resolve("factory.yaml");
    Files.writeString(file, yaml);
    return ConfigurationFile.read(file, FactoryConfiguration.class);
  }

  @Test
  void what_is_left_out_has_a_default() throws IOException {
    FactoryConfiguration configuration = read(LEAST);
    assertThat(configuration.name()).isEqualTo("factory");
    assertThat(configuration.server().port()).isEqualTo(8443);
    assertThat(configuration.vm().defaults().lease().duration()).isEqualTo(Duration.ofDays(1));
    assertThat(configuration.times().missed()).isEqualTo(3);
    assertThat(configuration.storeLogKey()).isNull();
    assertThat(configuration.storeTpmMakers()).isNull();
    assertThat(configuration.policy()).isEqualTo(folder.resolve("policy.yaml"));
  }

  @Test
  void every_key_is_taken() throws IOException {
    FactoryConfiguration configuration =
        read(
            LEAST.replace(
                    "{public-address: 'https://factory:8443'",
                    "{host: h, port: 1, public-address: 'https://x'")
                + """
                name: f-2
                store-log-key: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                store-tpm-makers: makers
                uploads: spool
                vm: {cpus: 2, memory-mib: 64, lease: 1h, grace: 5m, expiry-action: pause,
                  longest-lease: 2h, lease-warning: 1m, shutdown-grace: 10s}
                times: {preparation: 1h, start: 2m, watch: 3s, missed: 4, retention: 5d, threads: 6}
                """);
    assertThat(configuration.server().publicAddress()).hasToString("https://x");
    assertThat(configuration.storeLogKey()).isEqualTo(Sha256.parse("0123456789abcdef".repeat(4)));
    assertThat(configuration.storeTpmMakers()).isEqualTo(folder.resolve("makers"));
    assertThat(configuration.vm().expiryAction()).isEqualTo(ExpiryAction.PAUSE);
    assertThat(configuration.vm().defaults().shutdownGrace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(configuration.times())
        .isEqualTo(
            new TimesConfiguration(
                Duration.ofHours(1),
                Duration.ofMinutes(2),
                Duration.ofSeconds(3),
                4,
                Duration.ofDays(5),
                6));
    assertThat(configuration.uploads()).isEqualTo(folder.resolve("spool"));
  }

  @Test
  void what_makes_no_sense_stops_the_start() {
    assertThatThrownBy(() -> read(LEAST.replace("policy: policy.yaml", "")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("policy is missing");
    assertThatThrownBy(() -> read(LEAST.replace("https://store", "http://store")))
        .hasMessageContaining("https");
    assertThatThrownBy(() -> read(LEAST.replace("public-address: 'https://factory:8443', ", "")))
        .hasMessageContaining("public-address is missing");
    assertThatThrownBy(() -> read(LEAST.replace("factory:8443", "factory:8443/factory")))
        .hasMessageContaining("without a path");
    assertThatThrownBy(() -> read(LEAST + "vm: {lease: 3d, longest-lease: 1d}\n"))
        .hasMessageContaining("longest-lease");
    assertThatThrownBy(() -> read(LEAST + "times: {threads: 0}\n")).hasMessageContaining("threads");
    assertThatThrownBy(() -> read(LEAST + "store-tpm-makers: makers\n"))
        .hasMessageContaining("of no use without store-log-key");
    assertThatThrownBy(() -> read(LEAST + "polcy: x\n")).hasMessageContaining("did you mean");
  }

  private AttestationConfiguration attestation(String lines) throws IOException {
    return read(LEAST + "attestation: {" + lines + "}\n").attestation();
  }

  @Test
  void a_file_that_does_not_name_the_stores_log_is_warned_of_with_the_line_to_write()
      throws IOException {
    assertThat(read(LEAST).warning().orElseThrow())
        .contains("store's word.", "Write 'store-log-key: sha256:...'");
    String judging = "attestation: {makers: m, policies: p, policy: site, signers: ['CN=A']}\n";
    assertThat(read(LEAST + judging).warning().orElseThrow())
        .contains("though nodes have to prove what they run");
    String named = "store-log-key: sha256:" + "0123456789abcdef".repeat(4) + "\n";
    assertThat(read(LEAST + judging + named).warning()).isEmpty();
  }

  @Test
  void nodes_are_asked_only_where_the_file_says_how() throws IOException {
    assertThat(read(LEAST).attestation()).isNull();
    String least = "makers: m, policies: p, policy: site, signers: ['CN=A,O=B']";
    AttestationConfiguration usual = attestation(least);
    assertThat(usual.makers()).isEqualTo(folder.resolve("m"));
    assertThat(usual.every()).isEqualTo(Duration.ofMinutes(5));
    assertThat(usual.required()).isTrue();
    assertThat(usual.rollOut()).isEqualTo(Duration.ofHours(1));
    assertThat(usual.grace()).isEqualTo(Duration.ofMinutes(2));
    assertThat(usual.rules().doubts()).isEqualTo(new DoubtRules(OnDoubt.ASK, OnDoubt.REFUSE));
    AttestationConfiguration turned =
        attestation(least + ", on-changed-key: refuse, on-expired-certificate: ask");
    assertThat(turned.rules().doubts()).isEqualTo(new DoubtRules(OnDoubt.REFUSE, OnDoubt.ASK));
    assertThatThrownBy(() -> attestation(least + ", on-changed-key: accept"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("on-changed-key");
    AttestationConfiguration full =
        attestation(least + ", every: 30s, required: false, roll-out: 2h, grace: 10s");
    assertThat(full.grace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(full.every()).isEqualTo(Duration.ofSeconds(30));
    assertThat(full.required()).isFalse();
    assertThat(full.rollOut()).isEqualTo(Duration.ofHours(2));
    assertThatThrownBy(() -> attestation("policies: p, policy: site, signers: ['CN=A']"))
        .hasMessageContaining("attestation.makers is missing");
    assertThatThrownBy(() -> attestation("makers: m, policies: p, policy: site, signers: []"))
        .hasMessageContaining("names nobody");
    assertThatThrownBy(() -> attestation(least + ", every: 0s")).hasMessageContaining("1s or more");
    assertThatThrownBy(() -> attestation(least + ", grace: -1s"))
        .isInstanceOf(ConfigurationException.class);
  }
}
