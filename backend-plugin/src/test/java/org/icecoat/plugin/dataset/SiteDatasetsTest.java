package org.icecoat.plugin.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.SiteReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteDatasetsTest {
  private static final Dn ALICE = Dn.parse("CN=Alice,O=Grid,C=XX");
  private static final Dn BOB = Dn.parse("CN=Bob,O=Grid,C=XX");
  private static final DatasetName GLOBINS = new DatasetName("globins");
  private static final Sha256 IMAGE = Sha256.parse("11".repeat(32));
  private static final Sha256 CODE = Sha256.parse("22".repeat(32));

  @TempDir Path folder;

  @BeforeEach
  void makeDisk() throws IOException {
    Files.writeString(folder.resolve("globins.img"), "data");
  }

  @Test
  void without_a_rule_everything_is_closed() throws IOException {
    policy("rules: []");
    assertThat(codes(ALICE)).containsExactly("NO_RULE");
  }

  @Test
  void a_rule_opens_a_dataset_to_an_owner_however_his_name_is_written() throws IOException {
    policy("rules: [{datasets: [globins], owners: ['cn=alice, o=grid, c=xx']}]");
    assertThat(codes(ALICE)).isEmpty();
    assertThat(codes(BOB)).containsExactly("NOT_PERMITTED");
  }

  @Test
  void a_vo_attribute_opens_it_too() throws IOException {
    policy("rules: [{datasets: [globins], vos: ['/biomed/analysis']}]");
    assertThat(decide(BOB, "/biomed/analysis")).isInstanceOf(SiteDecision.Permitted.class);
    assertThat(decide(BOB, "/biomed")).isInstanceOf(SiteDecision.Refused.class);
  }

  @Test
  void a_rule_can_demand_image_and_application() throws IOException {
    policy("rules: [{datasets: [globins], anyone: true, images: ['" + IMAGE + "']}]");
    assertThat(codes(BOB)).isEmpty();
    policy("rules: [{datasets: [globins], anyone: true, applications: ['" + IMAGE + "']}]");
    assertThat(codes(BOB)).containsExactly("NOT_PERMITTED");
    policy("rules: [{datasets: [globins], anyone: true, applications: ['" + CODE + "']}]");
    assertThat(codes(BOB)).isEmpty();
  }

  @Test
  void all_reasons_are_told_and_none_betrays_who_else_may() throws IOException {
    policy("rules: [{datasets: [globins], owners: ['" + ALICE + "'], images: ['" + CODE + "']}]");
    SiteDecision decision =
        datasets().decide(question(BOB, List.of(), GLOBINS, new DatasetName("other")));
    List<SiteReason> reasons = ((SiteDecision.Refused) decision).reasons();
    assertThat(reasons)
        .extracting(SiteReason::code)
        .containsExactly("NOT_PERMITTED", "NO_SUCH_DATASET");
    assertThat(reasons.get(0).description()).contains("owner").contains("image");
    assertThat(reasons.toString()).doesNotContain("Alice").doesNotContain(CODE.hex());
  }

  @Test
  void a_vm_that_asks_for_nothing_is_permitted_even_by_a_broken_policy() throws IOException {
    policy("rules: {");
    assertThat(datasets().decide(question(BOB, List.of())))
        .isInstanceOf(SiteDecision.Permitted.class);
  }

  @Test
  void a_changed_policy_counts_at_once() throws IOException {
    policy("rules: []");
    SiteDatasets datasets = datasets();
    PolicyQuestion question = question(ALICE, List.of(), GLOBINS);
    assertThat(datasets.decide(question)).isInstanceOf(SiteDecision.Refused.class);
    policy("rules: [{datasets: [globins], anyone: true}]");
    assertThat(datasets.decide(question)).isInstanceOf(SiteDecision.Permitted.class);
    Files.delete(folder.resolve("policy.yaml"));
    assertThat(datasets.decide(question)).isInstanceOf(SiteDecision.Refused.class);
  }

  @Test
  void a_change_is_seen_in_a_file_of_the_same_length_and_time() throws IOException {
    policy("rules: [{datasets: [globins], owners: ['" + ALICE + "']}]");
    SiteDatasets datasets = datasets();
    PolicyQuestion question = question(ALICE, List.of(), GLOBINS);
    assertThat(datasets.decide(question)).isInstanceOf(SiteDecision.Permitted.class);
    policy(
        "rules: [{datasets: [globins], owners: ['" + ALICE.toString().replace('l', 'd') + "']}]");
    assertThat(datasets.decide(question)).isInstanceOf(SiteDecision.Refused.class);
  }

  @Test
  void a_rule_that_opens_to_nobody_or_says_too_much_breaks_the_policy() throws IOException {
    for (String rule :
        List.of(
            "{datasets: [globins]}",
            "{owners: ['CN=A']}",
            "{datasets: [globins], anyone: true, owners: ['CN=A']}",
            "{datasets: [globins], anyone: true, image: []}")) {
      policy("rules: [" + rule + "]");
      assertThat(codes(ALICE)).describedAs(rule).containsExactly("POLICY_BROKEN");
      assertThat(datasets().health()).extracting(HealthFinding::code).contains("POLICY_BROKEN");
    }
  }

  @Test
  void a_dataset_named_twice_is_refused_at_the_start() {
    Dataset one = new Dataset(GLOBINS, null, folder.resolve("globins.img"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SiteDatasets(List.of(one, one), folder.resolve("policy.yaml")));
  }

  /** All of one time: only what the file says counts. */
  private void policy(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.yaml"), yaml);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
  }

  private List<String> codes(Dn owner) {
    SiteDecision decision = datasets().decide(question(owner, List.of(), GLOBINS));
    return decision instanceof SiteDecision.Refused refused
        ? refused.reasons().stream().map(SiteReason::code).toList()
        : List.of();
  }

  private SiteDecision decide(Dn owner, String attribute) {
    return datasets().decide(question(owner, List.of(new VoName(attribute)), GLOBINS));
  }

  private SiteDatasets datasets() {
    return new SiteDatasets(
        List.of(new Dataset(GLOBINS, "", folder.resolve("globins.img"))),
        folder.resolve("policy.yaml"));
  }

  private static PolicyQuestion question(Dn owner, List<VoName> vos, DatasetName... wanted) {
    return new PolicyQuestion(owner, vos, new ImageId(IMAGE), Optional.of(CODE), List.of(wanted));
  }
}
