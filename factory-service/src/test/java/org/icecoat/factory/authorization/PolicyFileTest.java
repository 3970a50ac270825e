package org.icecoat.factory.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.service.configuration.ConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
  private static final Caller ALICE = new Caller(Dn.parse("cn=alice, o=Grid"), List.of());
  private static final Caller MEMBER =
      new Caller(Dn.parse("CN=Bob,O=Grid"), List.of(new VoName("/biomed")));
  private static final Caller STRANGER = new Caller(Dn.parse("CN=Eve,O=Grid"), List.of());

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("policy.yaml");
    Files.writeString(
        file,
        """
        administrators: ["CN=Admin,O=Grid"]
        rules:
          - {dn: "CN=Alice,O=Grid", vms: 3, lease: 2d}
          - {vo: /biomed, cpus: 8}
        """);
  }

  @Test
  void the_first_rule_that_is_for_a_caller_counts() {
    AccessPolicy policy = PolicyFile.open(file).policy();
    assertThat(policy.grant(ALICE).quota().vms()).isEqualTo(3);
    assertThat(policy.grant(ALICE).longestLease()).isEqualTo(Duration.ofDays(2));
    assertThat(policy.grant(MEMBER).quota().cpus()).isEqualTo(8);
    assertThat(policy.grant(MEMBER).quota().vms()).isEqualTo(Long.MAX_VALUE);
    assertThat(policy.grant(STRANGER).deploy()).isFalse();
    assertThat(policy.isAdministrator(ALICE)).isFalse();
  }

  @Test
  void a_limited_proxy_deploys_nothing() {
    Access access = new Access(PolicyFile.open(file)::policy);
    Caller limited = new Caller(ALICE.dn(), List.of(), true);
    assertThatThrownBy(() -> access.requireDeploy(limited))
        .isInstanceOf(FactoryException.class)
        .hasMessageContaining("limited proxy");
    assertThat(access.requireDeploy(ALICE).deploy()).isTrue();
  }

  @Test
  void a_broken_file_stops_the_start_with_advice() throws IOException {
    Files.writeString(file, "administrator: []\n");
    assertThatThrownBy(() -> PolicyFile.open(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("did you mean 'administrators'");
    Files.writeString(file, "rules: [{vms: 3}]\n");
    assertThatThrownBy(() -> PolicyFile.open(file)).hasMessageContaining("either dn or vo");
  }

  @Test
  void a_change_is_taken_and_a_broken_one_is_not() throws IOException {
    PolicyFile policy = PolicyFile.open(file);
    Files.writeString(file, "everyone: {vms: 1}\n");
    policy.refresh();
    assertThat(policy.policy().grant(STRANGER).quota().vms()).isEqualTo(1);
    Files.writeString(file, "everyone: nonsense, and long\n");
    policy.refresh();
    assertThat(policy.policy().grant(STRANGER).quota().vms()).isEqualTo(1);
    Files.writeString(file, "everyone: {vms: 2}\nadministrators: []\n");
    policy.refresh();
    assertThat(policy.policy().grant(STRANGER).quota().vms()).isEqualTo(2);
  }
}
