package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingBytes;
import org.junit.jupiter.api.Test;

class PolicyComparisonTest {
  private final TestingNode node = TestingNode.at(Instant.parse("2026-03-01T12:00:00Z"));

  @Test
  void what_a_change_would_newly_refuse_is_told_with_the_reasons() {
    PolicyComparison comparison =
        comparison(TestingSite.POLICY, TestingSite.POLICY.replace("e0e0", "e1e1"));
    PolicyComparison.Effect effect = comparison.judge(claimed());
    assertThat(effect.newlyRefused()).isTrue();
    assertThat(effect.added()).extracting(Objection::code).containsExactly("COMPONENT_CHANGED");
  }

  @Test
  void what_was_refused_before_is_not_new_but_told_apart() {
    node.component("rootkit", "66");
    PolicyComparison comparison =
        comparison(TestingSite.POLICY, TestingSite.POLICY.replace("e0e0", "e1e1"));
    PolicyComparison.Effect effect = comparison.judge(claimed());
    assertThat(effect.newlyRefused()).isFalse();
    assertThat(effect.after()).hasSize(2);
    assertThat(effect.added()).extracting(Objection::code).containsExactly("COMPONENT_CHANGED");
  }

  @Test
  void without_a_policy_in_force_every_refusal_is_new() {
    PolicyComparison comparison =
        new PolicyComparison(Optional.empty(), policy(TestingSite.POLICY));
    assertThat(comparison.judge(claimed()).accepted()).isTrue();
    node.component("rootkit", "66");
    assertThat(comparison.judge(claimed()).newlyRefused()).isTrue();
  }

  @Test
  void a_change_of_classes_and_makers_refuses_tpms_that_were_believed() {
    PolicyComparison comparison =
        comparison(
            TestingSite.POLICY.replace("[hardware], makers: [ACME]", "[emulated], makers: [any]"),
            TestingSite.POLICY);
    assertThat(comparison.changesTpms()).isTrue();
    PolicyComparison.Effect effect =
        comparison.judge(new ProvenTpm(TpmClass.EMULATED, "demo", Set.of()));
    assertThat(effect.newlyRefused()).isTrue();
    assertThat(effect.added())
        .extracting(Objection::code)
        .containsExactly("TPM_CLASS", "TPM_MAKER");
    assertThat(comparison.judge(node.tpm).accepted()).isTrue();
    assertThat(comparison.judge(node.tpm).before())
        .extracting(Objection::code)
        .containsExactly("TPM_CLASS");
  }

  @Test
  void the_same_tpms_in_another_order_are_no_change() {
    String two = TestingSite.POLICY.replace("makers: [ACME]", "makers: [ACME, Other]");
    String turned = TestingSite.POLICY.replace("makers: [ACME]", "makers: [Other, ACME]");
    assertThat(comparison(two, turned).changesTpms()).isFalse();
    assertThat(comparison(two, TestingSite.POLICY).changesTpms()).isTrue();
    assertThat(new PolicyComparison(Optional.empty(), policy(two)).changesTpms()).isFalse();
    assertThat(policy(two).tpms().namesAuthorities()).isFalse();
    String by =
        TestingSite.POLICY.replace("[ACME]", "[ACME, 'sha256:%s']".formatted("ca".repeat(32)));
    assertThat(policy(by).tpms().namesAuthorities()).isTrue();
  }

  @Test
  void claimed_logs_have_to_lead_to_the_values_too() {
    TestingNode other = TestingNode.at(Instant.parse("2026-03-01T12:00:00Z"));
    other.component("rootkit", "66").listing().files.ng("/x", "66");
    node.listing();
    Evidence evidence = other.shown(other.values(), node.logs()).evidence();
    AppraisalPolicy policy =
        policy(TestingSite.withFiles(1, "{files: {/x: ['%s']}}".formatted("66".repeat(32))));
    PolicyComparison comparison = new PolicyComparison(Optional.empty(), policy);
    assertThat(comparison.judge(claimed(evidence)).after())
        .extracting(Objection::code)
        .containsExactly("LOG_DIFFERS_FROM_PCR", "LOG_DIFFERS_FROM_PCR");
    Evidence whole = other.shown().evidence();
    assertThat(comparison.judge(claimed(whole)).after())
        .extracting(Objection::code)
        .containsExactly("COMPONENT_UNKNOWN");
    other.measured(4, EventType.EV_EFI_ACTION, "Calling EFI Application");
    assertThat(comparison.judge(claimed(other.shown().evidence())).after())
        .extracting(Objection::code)
        .containsExactly("COMPONENT_UNKNOWN", "BOOT_AGGREGATE_DIFFERS");
  }

  @Test
  void a_file_whose_quote_does_not_fit_its_key_or_values_claims_nothing() {
    Evidence good = node.shown().evidence();
    Evidence stranger =
        new Evidence(
            new TestingAttester().key().area().sizedWire(),
            good.quote(),
            good.pcrValues(),
            good.logs());
    assertThat(reason(stranger)).isEqualTo(Reason.SIGNATURE_WRONG);
    PcrValues fewer = PcrValues.of(node.values().bank(), Map.of(0, node.values().value(0)));
    Evidence cut = new Evidence(good.attestationKey(), good.quote(), fewer.wire(), good.logs());
    assertThat(reason(cut)).isEqualTo(Reason.VALUES_NOT_AS_QUOTED);
    node.firmware.measured(0, EventType.EV_POST_CODE, "00");
    Evidence other =
        new Evidence(good.attestationKey(), good.quote(), node.values().wire(), good.logs());
    assertThat(reason(other)).isEqualTo(Reason.PCR_DIGEST_DIFFERS);
    Evidence rubbish =
        new Evidence(
            good.attestationKey(),
            new SignedAttestation(Octets.parse("00"), Octets.EMPTY),
            good.pcrValues(),
            good.logs());
    assertThat(reason(rubbish)).isEqualTo(Reason.ATTESTATION_MALFORMED);
  }

  @Test
  void damaged_evidence_is_refused_or_judged_and_nothing_else() {
    PolicyComparison comparison =
        new PolicyComparison(Optional.empty(), policy(TestingSite.POLICY));
    TestingBytes.survivesMutation(
        node.shown().evidence().encoded(),
        bytes ->
            Measurements.claimed(Evidence.parse(bytes)).accepted().ifPresent(comparison::judge),
        2000);
  }

  private static Reason reason(Evidence evidence) {
    Verdict<Measurements> verdict = Measurements.claimed(evidence);
    assertThat(verdict.accepted()).isEmpty();
    return verdict.findings().stream().map(Finding::reason).findFirst().orElseThrow();
  }

  private Measurements claimed() {
    return claimed(node.shown().evidence());
  }

  private static Measurements claimed(Evidence evidence) {
    return Measurements.claimed(evidence).accepted().orElseThrow();
  }

  private static PolicyComparison comparison(String before, String after) {
    return new PolicyComparison(Optional.of(policy(before)), policy(after));
  }

  private static AppraisalPolicy policy(String text) {
    return PolicyDocument.read(Octets.of(text.getBytes(StandardCharsets.UTF_8))).policy();
  }
}
