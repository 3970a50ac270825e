package org.icecoat.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.service.configuration.ConfigurationException;
import org.icecoat.service.configuration.ConfigurationFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessPolicyTest {
  private static final Dn ALICE = Dn.parse("CN=Alice,O=Grid");
  private static final VoName BIOMED = new VoName("/biomed");
  private static final VoName PRODUCTION = new VoName("/biomed/Role=production");

  private static final String FULL =
      """
      administrators: ["CN=Ada,O=Grid", {vo: /biomed/Role=production}]
      curators: [{dn: "CN=Carol,O=Grid"}, {vo: /biomed}]
      nodes: ["CN=node1.example.org,O=Grid"]
      rules:
        - {dn: "CN=Alice,O=Grid", deploy: true, vms: 3, cpus: 8, memory-mib: 4096, lease: 2d}
        - {vo: /biomed, deploy: false}
      everyone: {vms: 1}
      """;

  @TempDir Path folder;

  private AccessPolicy read(String text) throws IOException {
    return ConfigurationFile.read(
        Files.writeString(folder.resolve("policy.yaml"), text), AccessPolicy.class);
  }

  private static Caller caller(String dn, VoName... vos) {
    return new Caller(Dn.parse(dn), List.of(vos));
  }

  @Test
  void defaults() throws IOException {
    AccessPolicy read = read("administrators: []");
    assertThat(read.administrators()).isEmpty();
    assertThat(read.curators()).isEmpty();
    assertThat(read.nodes()).isEmpty();
    assertThat(read.rules()).isEmpty();
    assertThat(read.everyone()).isEqualTo(AccessRule.nothing());
    AccessRule rule = read("rules: [{vo: /biomed}]").rules().get(0);
    assertThat(rule).isEqualTo(new AccessRule(null, BIOMED, true, null, null, null, null));
  }

  @Test
  void full_mapping() throws IOException {
    AccessPolicy read = read(FULL);
    assertThat(read.administrators())
        .containsExactly(
            new Subject(Dn.parse("CN=Ada,O=Grid"), null), new Subject(null, PRODUCTION));
    assertThat(read.curators())
        .containsExactly(new Subject(Dn.parse("CN=Carol,O=Grid"), null), new Subject(null, BIOMED));
    assertThat(read.nodes()).containsExactly(Dn.parse("CN=node1.example.org,O=Grid"));
    assertThat(read.rules())
        .containsExactly(
            new AccessRule(ALICE, null, true, 3L, 8L, 4096L, Duration.ofDays(2)),
            new AccessRule(null, BIOMED, false, null, null, null, null));
    assertThat(read.everyone()).isEqualTo(new AccessRule(null, null, true, 1L, null, null, null));
    assertThat(read.named()).containsExactly(ALICE);
  }

  @Test
  void refusals() {
    assertRefused("administrator: []", "did you mean 'administrators'");
    assertRefused("curators: [Carol]", "curators.[0]");
    assertRefused("curators: [/biomed]", "write a VO attribute as {vo: /biomed}");
    assertRefused("curators: [/C=XX/O=Grid/CN=Carol]", "or a DN as CN=Alice,O=Grid,C=XX");
    assertRefused("curators: [{}]", "either dn or vo");
    assertRefused("curators: [{dn: 'CN=Carol', vo: /biomed}]", "either dn or vo");
    assertRefused("curators: [{vo: biomed}]", "curators.[0].vo: Not a VO attribute");
    assertRefused("curators: [{dn: 'CN=Carol', vms: 3}]", "unknown key 'curators.[0].vms'");
    assertRefused("nodes: [{vo: /biomed}]", "nodes.[0]: one value is expected here");
    assertRefused("rules: [{vms: 3}]", "either dn or vo");
    assertRefused("rules: [{vo: /biomed, vms: -1}]", "vms must not be negative");
    assertRefused("rules: [{vo: /biomed, lease: 0s}]", "lease must be longer than nothing");
    assertRefused("everyone: {vo: /biomed}", "everyone has neither dn nor vo");
  }

  private void assertRefused(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_caller_is_who_the_dn_names_however_it_is_written() throws IOException {
    AccessPolicy policy = read(FULL);
    assertThat(policy.isAdministrator(caller("cn=ada, o=Grid"))).isTrue();
    assertThat(policy.isCurator(caller("CN=Carol,O=Grid"))).isTrue();
    assertThat(policy.isNode(caller("CN=node1.example.org,O=Grid"))).isTrue();
    assertThat(policy.isAdministrator(caller("CN=Carol,O=Grid"))).isFalse();
    assertThat(policy.isNode(caller("CN=Carol,O=Grid", BIOMED))).isFalse();
  }

  @Test
  void a_vo_attribute_counts_among_all_that_are_shown_and_only_itself() throws IOException {
    AccessPolicy policy = read(FULL);
    assertThat(policy.isCurator(caller("CN=Bob,O=Grid", PRODUCTION, BIOMED))).isTrue();
    assertThat(policy.isAdministrator(caller("CN=Bob,O=Grid", BIOMED, PRODUCTION))).isTrue();
    assertThat(policy.isCurator(caller("CN=Bob,O=Grid", PRODUCTION))).isFalse();
    assertThat(policy.isCurator(caller("CN=Bob,O=Grid", new VoName("/biomed/x")))).isFalse();
    assertThat(policy.isCurator(caller("CN=Bob,O=Grid"))).isFalse();
  }

  @Test
  void the_first_rule_that_is_for_a_caller_counts() throws IOException {
    AccessPolicy policy = read(FULL);
    assertThat(policy.rule(caller("CN=Alice,O=Grid", BIOMED)).vms()).isEqualTo(3);
    assertThat(policy.rule(caller("CN=Bob,O=Grid", BIOMED)).deploy()).isFalse();
    assertThat(policy.rule(caller("CN=Eve,O=Grid"))).isEqualTo(policy.everyone());
    assertThat(policy.rules().get(0).forWhom()).isEqualTo("CN=Alice,O=Grid");
    assertThat(policy.rules().get(1).forWhom()).isEqualTo("/biomed");
    assertThat(policy.everyone().forWhom()).isEqualTo("everyone");
  }
}
