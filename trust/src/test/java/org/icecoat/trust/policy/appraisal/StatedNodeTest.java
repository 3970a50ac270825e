package org.icecoat.trust.policy.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.icecoat.trust.eventlog.EventType;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.appraisal.TestingNode.Answered;
import org.icecoat.trust.policy.signature.TestingSigners;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingEventLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a node beside that its quote is refused. */
class StatedNodeTest {
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
  void an_old_nonce_and_an_unknown_component_are_both_told() {
    site.node.component("rootkit", "66");
    Answered answer = site.node.replayed();
    refusedFor(answer, Reason.CHALLENGE_UNKNOWN);
    besides(answer, "COMPONENT_UNKNOWN");
  }

  @Test
  void a_wrong_signature_and_an_event_that_no_rule_matches_are_both_told() {
    site.node.measured(0, EventType.EV_POST_CODE, "x");
    Answered answer = site.node.altered(StatedNodeTest::wronglySigned);
    refusedFor(answer, Reason.SIGNATURE_WRONG);
    besides(answer, "EVENT_UNKNOWN", "EVENT_LATE");
  }

  @Test
  void an_old_state_of_the_tpm_and_a_changed_component_are_both_told() {
    site.node.components.remove(0);
    site.node.component("qemu", "e1");
    Answered answer = site.node.rolledBack();
    refusedFor(answer, Reason.COUNTERS_WENT_BACK);
    besides(answer, "COMPONENT_CHANGED");
  }

  @Test
  void a_quote_without_a_pcr_that_was_asked_for_and_what_its_log_says_are_both_told() {
    site.node.measured(4, EventType.EV_POST_CODE, "x");
    Answered answer = site.node.quoting(without(site.node.values(), 4), right -> right);
    refusedFor(answer, Reason.PCRS_MISSING);
    besides(answer, "PCR_NOT_QUOTED", "EVENT_UNKNOWN");
  }

  @Test
  void what_is_wrong_with_the_tpm_is_told_whatever_is_wrong_with_its_quote() {
    site.node.tpm = new ProvenTpm(TpmClass.EMULATED, "Other", site.node.tpm.authorities());
    besides(site.node.altered(StatedNodeTest::wronglySigned), "TPM_CLASS", "TPM_MAKER");
  }

  @Test
  void a_log_that_does_not_lead_to_what_the_enrolled_key_once_quoted_is_told() {
    site.node.firmware.dropped(5);
    besides(site.node.replayed(), "LOG_DIFFERS_FROM_PCR");
    site = new TestingSite(signers);
    PcrValues other = with(site.node.values(), TestingNode.COMPONENTS_PCR);
    besides(replayed(other), "LOG_DIFFERS_FROM_PCR");
  }

  @Test
  void no_log_is_compared_with_values_that_nobody_knows_to_be_quoted() {
    site.node.firmware.dropped(5);
    Answered forged = site.node.altered(StatedNodeTest::wronglySigned);
    besides(forged);
    Answered others = site.node.altered(StatedNodeTest::withOtherValues);
    refusedFor(others, Reason.PCR_DIGEST_DIFFERS);
    besides(others);
    Answered rubbish = site.node.altered(StatedNodeTest::withRubbish);
    refusedFor(rubbish, Reason.PCR_VALUES_MALFORMED);
    besides(rubbish);
  }

  @Test
  void values_and_firmware_of_a_tpm_are_held_against_it_only_if_it_signed_them() {
    String strict =
        TestingSite.version(2)
            .replace("{pcr: 0, by-log", "{pcr: 0, values: [%s], by-log".formatted(digest("77")))
            .replace("0x2019102300163636", "0x2019102300163637");
    site.accept(strict, 0);
    besides(site.node.replayed(), "TPM_FIRMWARE", "PCR_VALUE");
    besides(site.node.altered(StatedNodeTest::withOtherValues), "TPM_FIRMWARE");
    besides(site.node.altered(StatedNodeTest::wronglySigned));
  }

  @Test
  void a_quote_over_another_bank_is_held_against_no_log() {
    Octets sha1 = Octets.parse("11".repeat(PcrBank.SHA1.hash().length()));
    PcrValues old = PcrValues.of(PcrBank.SHA1, Map.of(0, sha1, 4, sha1, 7, sha1, 14, sha1));
    site.node.component("rootkit", "66");
    Answered answer = site.node.quoting(old, right -> right);
    refusedFor(answer, Reason.BANK_DIFFERS);
    besides(answer, "PCR_BANK", "COMPONENT_UNKNOWN");
  }

  @Test
  void logs_that_are_missing_unreadable_or_altered_are_told_without_a_right_quote() {
    besides(site.node.altered(each -> forged(each, Evidence.Logs.NONE)), missing());
    Octets rubbish = Octets.parse("00ff");
    Evidence.Logs unreadable = new Evidence.Logs(rubbish, rubbish, Octets.EMPTY);
    besides(
        site.node.altered(each -> forged(each, unreadable)),
        "EVENT_LOG_MALFORMED",
        "COMPONENT_LOG_MALFORMED");
    site.node.firmware.replaced(
        2, TestingEventLog.record(0, 4, TestingEventLog.digest("66"), "00000000"));
    besides(site.node.altered(StatedNodeTest::wronglySigned), "EVENT_DATA_ALTERED");
  }

  private static String[] missing() {
    return new String[] {"LOG_MISSING", "LOG_MISSING"};
  }

  @Test
  void a_node_that_states_only_what_is_allowed_is_refused_for_its_quote_alone() {
    besides(site.node.replayed());
    besides(site.node.altered(StatedNodeTest::wronglySigned));
  }

  @Test
  void during_a_roll_out_a_node_that_one_version_allows_is_refused_for_its_quote_alone() {
    site.accept(TestingSite.version(2).replace("e0e0", "e1e1"), 60);
    besides(site.node.replayed());
    site.node.component("rootkit", "66");
    besides(site.node.replayed(), "COMPONENT_CHANGED", "COMPONENT_UNKNOWN");
  }

  @Test
  void that_no_policy_is_in_force_or_that_it_has_ended_is_told_as_well() {
    Answered answer = site.node.replayed();
    assertThat(codes(new Appraiser(site.node.clock).besides(stated(answer), List.of())))
        .containsExactly("NO_POLICY");
    site.accept(TestingSite.version(2).replace("e0e0", "e1e1"), 60);
    var both = site.inForce();
    site.node.clock.advance(Duration.ofSeconds(60));
    assertThat(codes(new Appraiser(site.node.clock).besides(stated(answer), both)))
        .containsExactly("COMPONENT_CHANGED", "POLICY_ENDED");
  }

  private StatedNode stated(Answered answer) {
    return StatedNode.of(answer.refused(), answer.evidence(), site.node.tpm);
  }

  private void besides(Answered answer, String... codes) {
    assertThat(codes(new Appraiser(site.node.clock).besides(stated(answer), site.inForce())))
        .containsExactlyInAnyOrder(codes);
  }

  private static List<String> codes(List<Objection> objections) {
    return objections.stream().map(Objection::code).toList();
  }

  private static void refusedFor(Answered answer, Reason... reasons) {
    assertThat(answer.refused().findings()).extracting(Finding::reason).containsExactly(reasons);
  }

  private Answered replayed(PcrValues quoted) {
    Answered late = site.node.quoting(quoted, right -> right);
    Verdict<VerifiedQuote> refused = Verdict.refused(Reason.CHALLENGE_EXPIRED, "");
    return new Answered(refused, late.evidence());
  }

  private static String digest(String pair) {
    return "'%s'".formatted(TestingNode.digest(pair));
  }

  private static Evidence wronglySigned(Evidence right) {
    byte[] signature = right.quote().signature().bytes();
    signature[signature.length - 1] ^= 1;
    return new Evidence(
        right.attestationKey(),
        new SignedAttestation(right.quote().attest(), Octets.of(signature)),
        right.pcrValues(),
        right.logs());
  }

  private static Evidence forged(Evidence right, Evidence.Logs logs) {
    Evidence wrong = wronglySigned(right);
    return new Evidence(wrong.attestationKey(), wrong.quote(), wrong.pcrValues(), logs);
  }

  private static Evidence withOtherValues(Evidence right) {
    PcrValues other = with(PcrValues.parse(right.pcrValues()), 0);
    return new Evidence(right.attestationKey(), right.quote(), other.wire(), right.logs());
  }

  private static Evidence withRubbish(Evidence right) {
    return new Evidence(right.attestationKey(), right.quote(), Octets.parse("00"), right.logs());
  }

  /** The values with another one of that PCR. */
  private static PcrValues with(PcrValues values, int pcr) {
    return changed(values, all -> all.put(pcr, TestingEventLog.digest("99")));
  }

  private static PcrValues without(PcrValues values, int pcr) {
    return changed(values, all -> all.remove(pcr));
  }

  private static PcrValues changed(PcrValues values, Consumer<Map<Integer, Octets>> change) {
    Map<Integer, Octets> all = new TreeMap<>(values.byIndex());
    change.accept(all);
    return PcrValues.of(values.bank(), all);
  }
}
