package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.eventlog.MeasuredComponent;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.ComponentRules;
import org.icecoat.trust.policy.LogKind;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.TpmRules;
import org.icecoat.trust.policy.appraisal.TestingNode.Shown;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingEventLog;
import org.icecoat.trust.testing.TestingImaLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyDraftTest {
  @TempDir private static Path folder;
  private static TestingSigners signers;

  private TestingSite site;

  @BeforeAll
  static void open() {
    signers = new TestingSigners(folder);
  }

  @AfterAll
  static void close() {
    signers.close();
  }

  @BeforeEach
  void start() {
    site = new TestingSite(signers);
  }

  @Test
  void a_node_passes_the_policy_that_was_drafted_from_it() {
    PolicyDocument draft = draft(site.node.shown());
    assertThat(draft.policy().pcrs().by(LogKind.FIRMWARE)).containsExactly(0, 4, 7);
    assertThat(draft.policy().pcrs().by(LogKind.COMPONENTS)).containsExactly(14);
    assertThat(text(draft))
        .startsWith("# A draft made from what one node showed.")
        .contains("  # SecureBoot\n")
        .contains("  # Calling EFI Application\n")
        .contains("{name: qemu, digests: [\"sha256:%s\"]}".formatted("e0".repeat(32)));
    site.accept(raised(draft), 0);
    site.isTrusted();
  }

  @Test
  void a_component_that_is_not_there_is_remarked() {
    site.node.component("gone", "00");
    assertThat(text(draft(site.node.shown())))
        .contains("\"sha256:%s\"]}  # NOT THERE: /usr/lib/gone\n".formatted("00".repeat(32)));
  }

  @Test
  void a_draft_refuses_a_node_that_differs_in_anything() {
    site.accept(raised(draft(site.node.shown())), 0);
    site.node.measured(4, EventType.EV_EFI_ACTION, "more").component("qemu", "66");
    site.isRefusedFor("EVENT_UNKNOWN", "COMPONENT_CHANGED");
  }

  @Test
  void pcrs_that_no_log_explains_are_pinned_to_their_value() {
    Shown shown = site.node.shown(site.node.values(), Evidence.Logs.NONE);
    PolicyDocument draft = draft(shown);
    assertThat(draft.policy().pcrs().quoted())
        .allSatisfy(pcr -> assertThat(pcr.values()).hasSize(1));
    assertThat(text(draft)).contains("no log explains it");
    site.accept(raised(draft), 0);
    site.isTrusted();
  }

  @Test
  void files_are_drafted_on_demand_only() {
    site.node
        .listing()
        .files
        .ng("/usr/bin/\"odd\\#", "ab")
        .ng("/usr/bin/qemu", "ab")
        .ng("/usr/bin/qemu", "cd");
    Shown shown = site.node.shown();
    assertThat(draft(shown).policy().ima().asked()).isFalse();
    PolicyDocument draft = withFiles(shown);
    assertThat(draft.policy().ima().files().get("/usr/bin/qemu")).hasSize(2);
    site.accept(raised(draft), 0);
    site.isTrusted();
  }

  @Test
  void files_of_another_boot_and_files_without_a_boot_are_not_drafted() {
    site.node.listing().files.ng("/usr/bin/qemu", "ab");
    site.node.measured(4, EventType.EV_EFI_ACTION, "more");
    Shown otherBoot = site.node.shown();
    assertThatThrownBy(() -> withFiles(otherBoot))
        .isInstanceOf(TrustException.class)
        .hasMessageContaining("BOOT_AGGREGATE_DIFFERS");
    site.node.firmwarePcrs = new int[] {0, 4, 7};
    Shown noBoot = site.node.shown();
    assertThatThrownBy(() -> withFiles(noBoot))
        .isInstanceOf(TrustException.class)
        .hasMessageContaining("files prove nothing without the boot, PCRs 0 to 9");
  }

  private static PolicyDocument withFiles(Shown shown) {
    return new PolicyDraft(
            new PolicyName("site"),
            1,
            Set.of(TpmClass.HARDWARE),
            List.of(new TpmRules.Maker("any")),
            true)
        .from(List.of(Measurements.of(shown.quote(), shown.evidence())));
  }

  @Test
  void nodes_that_differ_pass_the_policy_that_was_drafted_from_all_of_them() {
    Shown first = site.node.shown();
    TestingNode other = new TestingNode(site.node.clock);
    other.component("rules", "66").measured(4, EventType.EV_EFI_ACTION, "more");
    Shown second = other.shown();
    PolicyDocument draft = draft(first, second);
    assertThat(text(draft))
        .startsWith("# A draft made from what 2 nodes showed.")
        .contains(
            "name: rules, digests: [\"sha256:%s\"], optional: true}".formatted("66".repeat(32)))
        .contains("\"], optional: true}  # more\n");
    assertThat(objections(draft, first)).isEmpty();
    assertThat(objections(draft, second)).isEmpty();
    assertThat(objections(draft(first), second))
        .extracting(Objection::code)
        .containsExactly("EVENT_UNKNOWN", "COMPONENT_UNKNOWN");
  }

  @Test
  void a_pcr_that_a_log_explains_on_some_nodes_only_is_pinned_to_the_values_of_all() {
    Shown first = site.node.shown();
    Shown second = site.node.shown(site.node.values(), Evidence.Logs.NONE);
    PolicyDocument draft = draft(first, second);
    assertThat(draft.policy().pcrs().by(LogKind.COMPONENTS)).isEmpty();
    assertThat(objections(draft, first)).isEmpty();
    assertThat(objections(draft, second)).isEmpty();
  }

  @Test
  void quotes_over_different_pcrs_make_no_policy_together() {
    Shown first = site.node.shown();
    site.node.firmwarePcrs = new int[] {0, 4};
    Shown second = site.node.shown();
    assertThatThrownBy(() -> draft(first, second))
        .isInstanceOf(TrustException.class)
        .hasMessageContaining("a policy needs the same PCRs of every node");
  }

  private static List<Objection> objections(PolicyDocument policy, Shown shown) {
    return new PolicyComparison(Optional.empty(), policy.policy())
        .judge(Measurements.of(shown.quote(), shown.evidence()))
        .after();
  }

  @Test
  void what_a_hostile_node_says_of_itself_writes_no_rules() {
    String evil = "\u2028components: []\u0085 x\u2029- {name: evil}";
    site.node.components.add(
        new MeasuredComponent("libvirt", evil.replace("\u0085", ""), TestingNode.digest("1b")));
    site.node.firmware.measured(
        4, EventType.EV_EFI_ACTION, TestingEventLog.hex("x\n  - {pcr: 0, any: true}"));
    site.node.files =
        new TestingImaLog().bootAggregate(TestingEventLog.digest("b0")).ng("/x\"]\u0085: [", "ab");
    PolicyDocument draft = draft(site.node.shown());
    assertThat(draft.policy().components().rules())
        .extracting(ComponentRules.Rule::name)
        .containsExactly("qemu", "libvirt", "plugin");
    assertThat(draft.policy().firmware().rules()).noneMatch(rule -> rule.any());
    assertThat(text(draft)).matches("[\\n -~]*").contains("# components: [] x?- {name: evil}");
  }

  @Test
  void a_file_of_evidence_drafts_the_same_policy_as_the_verified_quote() {
    Shown shown = site.node.shown();
    Measurements claimed = Measurements.claimed(shown.evidence()).accepted().orElseThrow();
    assertThat(draft(claimed).yaml()).isEqualTo(draft(shown).yaml());
  }

  @Test
  void a_quote_of_another_bank_makes_no_policy() {
    PcrValues sha1 = PcrValues.of(PcrBank.SHA1, Map.of(0, PcrBank.SHA1.zero()));
    Shown shown = site.node.shown(sha1, site.node.logs());
    assertThatThrownBy(() -> draft(shown))
        .isInstanceOf(TrustException.class)
        .hasMessageContaining("a policy needs the bank sha256");
  }

  private static PolicyDocument draft(Shown... shown) {
    return draft(
        Stream.of(shown)
            .map(each -> Measurements.of(each.quote(), each.evidence()))
            .toArray(Measurements[]::new));
  }

  private static PolicyDocument draft(Measurements... measured) {
    return new PolicyDraft(
            new PolicyName("site"),
            1,
            Set.of(TpmClass.HARDWARE),
            List.of(new TpmRules.Maker("ACME")),
            false)
        .from(List.of(measured));
  }

  private static String text(PolicyDocument draft) {
    return new String(draft.yaml().bytes(), StandardCharsets.UTF_8);
  }

  /** The draft as a version after that which is in force. */
  private static String raised(PolicyDocument draft) {
    return text(draft).replace("version: 1\n", "version: 2\n");
  }
}
