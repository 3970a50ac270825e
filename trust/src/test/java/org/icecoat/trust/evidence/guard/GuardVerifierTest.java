package org.icecoat.trust.evidence.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.NvPublicArea;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingBytes;
import org.icecoat.trust.testing.TestingGuard;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingTpmKey;
import org.icecoat.trust.tpm.AuthValue;
import org.icecoat.trust.tpm.NvCounter;
import org.junit.jupiter.api.Test;

class GuardVerifierTest {
  private static final int ROUNDS = 100;

  private final TestingMaker maker = new TestingMaker("Maker");
  private final TestingGuard guard = new TestingGuard(maker);
  private final GuardVerifier verifier = accepting(maker, TpmClass.values());

  private static GuardVerifier accepting(TestingMaker known, TpmClass... classes) {
    return new GuardVerifier(
        new EndorsementCertificates(List.of(known.accepted(TpmClass.HARDWARE))),
        Set.of(classes),
        InstantSource.fixed(TestingLog.NOW),
        new SecureRandom());
  }

  @Test
  void a_log_key_and_two_counters_are_proved_to_lie_in_a_tpm() {
    ProvenGuard proven = judged().accepted().orElseThrow();
    assertThat(proven.log()).isEqualTo(guard.head().log());
    assertThat(proven.appends()).isEqualTo(TestingGuard.APPENDS);
    assertThat(proven.openings()).isEqualTo(TestingGuard.OPENINGS);
    assertThat(proven.model()).contains("Testing TPM");
    assertThat(proven.tpmClass()).isEqualTo(TpmClass.HARDWARE);
    assertThat(proven.endorsementKey().maker().name()).isEqualTo("CN=Maker");
  }

  @Test
  void the_counters_that_are_asked_for_are_those_that_a_store_defines() {
    NvCounter counter = new NvCounter(TestingGuard.INDEX, AuthValue.of(new byte[] {1}));
    assertThat(counter.incremented()).isEqualTo(guard.appends);
  }

  @Test
  void a_key_in_a_file_is_refused_under_the_certification_of_another_key() {
    GuardQuestion question = asked();
    SignedAttestation other = guard.certified(question.nonce());
    guard.logKey = TestingTpmKey.signing();
    refused(
        verifier.judge(question, guard.answer(question), guard.head()),
        Reason.NAME_DIFFERS,
        Reason.LOG_KEY_DIFFERS);
    GuardQuestion again = asked();
    GuardAnswer answer = guard.answer(again);
    refused(
        verifier.judge(again, with(answer, other), guard.head()),
        Reason.CHALLENGE_DIFFERS,
        Reason.NAME_DIFFERS);
  }

  @Test
  void a_key_in_a_file_is_refused_under_the_certification_by_another_tpm() {
    GuardQuestion question = asked();
    TestingGuard other = new TestingGuard(maker);
    other.logKey = guard.logKey;
    refused(
        verifier.judge(
            question,
            with(guard.answer(question), other.certified(question.nonce())),
            guard.head()),
        Reason.SIGNATURE_WRONG,
        Reason.SIGNER_DIFFERS);
  }

  @Test
  void another_key_of_the_tpm_than_the_logs_is_refused() {
    TreeHead head = guard.head();
    guard.logKey = TestingTpmKey.signing();
    GuardQuestion question = asked();
    refused(verifier.judge(question, guard.answer(question), head), Reason.LOG_KEY_DIFFERS);
    guard.logKey =
        TestingTpmKey.rsa(
            2048, TestingTpmKey.SIGNING, 0, guard.logKey.area().parameters().scheme());
    GuardQuestion rsa = asked();
    refused(verifier.judge(rsa, guard.answer(rsa), head), Reason.LOG_KEY_DIFFERS);
  }

  @Test
  void an_attestation_key_of_another_tpm_than_the_endorsement_key_is_refused() {
    TestingAttester software = new TestingAttester();
    TestingGuard forger = new TestingGuard(maker, software);
    GuardQuestion question = verifier.ask(forger.claimed()).accepted().orElseThrow();
    GuardAnswer byForger = forger.answer(question);
    EncryptedCredential forOwnKey = asked().credential();
    GuardAnswer byTpm = guard.answer(question.nonce(), forOwnKey);
    refused(
        verifier.judge(
            question,
            new GuardAnswer(
                byTpm.opened(), byForger.logKey(), byForger.appends(), byForger.openings()),
            forger.head()),
        Reason.KEYS_APART);
  }

  @Test
  void a_tpm_opens_nothing_for_an_attestation_key_that_it_has_not() {
    GuardQuestion question = asked();
    TestingGuard other = new TestingGuard(maker);
    assertThat(other.answer(question).opened()).isEqualTo(Octets.EMPTY);
    assertThat(guard.answer(question).opened()).isEqualTo(question.opened());
  }

  @Test
  void what_opens_one_credential_does_not_answer_for_the_next() {
    GuardAnswer old = guard.answer(asked());
    GuardQuestion question = asked();
    refused(
        verifier.judge(question, old, guard.head()),
        Reason.KEYS_APART,
        Reason.CHALLENGE_DIFFERS,
        Reason.CHALLENGE_DIFFERS,
        Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void a_log_key_that_may_leave_its_tpm_or_was_not_made_there_is_refused() {
    int all = TestingTpmKey.SIGNING;
    refusedWithKey(all & ~Attributes.FIXED_TPM, Reason.KEY_NOT_FIXED);
    refusedWithKey(all & ~Attributes.FIXED_PARENT, Reason.KEY_NOT_FIXED);
    refusedWithKey(all & ~Attributes.SENSITIVE_DATA_ORIGIN, Reason.KEY_IMPORTED);
  }

  private void refusedWithKey(int attributes, Reason reason) {
    guard.logKey = guard.logKey.claiming(attributes);
    refused(judged(), reason);
  }

  @Test
  void an_ordinary_index_is_refused_whatever_it_holds() {
    int ordinary = guard.appends.attributes() & ~0x10;
    guard.appends = index(TestingGuard.INDEX, ordinary, Octets.EMPTY);
    refused(judged(), Reason.NV_NOT_COUNTER);
    guard.appends = NvPublicArea.counter(TestingGuard.INDEX).written();
    guard.openings = index(TestingGuard.INDEX + 1, ordinary, Octets.EMPTY);
    refused(judged(), Reason.NV_NOT_COUNTER);
  }

  @Test
  void a_counter_that_others_than_its_owner_may_use_or_delete_is_refused() {
    int right = guard.appends.attributes();
    for (int more : new int[] {0x1, 0x2, 0x8, 0x400, 0x0800_0000, 0x4000_0000}) {
      guard.appends = index(TestingGuard.INDEX, right | more, Octets.EMPTY);
      refused(judged(), Reason.NV_DEFINED_OTHERWISE);
    }
    guard.appends = index(TestingGuard.INDEX, right, Octets.parse("ab".repeat(32)));
    refused(judged(), Reason.NV_DEFINED_OTHERWISE);
  }

  private static NvPublicArea index(int index, int attributes, Octets policy) {
    return new NvPublicArea(index, HashAlgorithm.SHA256, attributes, policy, 8);
  }

  @Test
  void one_counter_in_the_place_of_both_is_refused() {
    guard.openings = guard.appends;
    refused(judged(), Reason.NV_MISPLACED);
  }

  @Test
  void a_counter_that_was_never_raised_is_refused() {
    guard.openings = NvPublicArea.counter(TestingGuard.INDEX + 1);
    refused(judged(), Reason.NV_NOT_WRITTEN);
  }

  @Test
  void a_counter_below_the_head_is_refused_and_one_above_is_not() {
    guard.appended = TestingGuard.APPENDS - 1;
    refused(judged(), Reason.COUNTER_BEHIND);
    guard.appended = TestingGuard.APPENDS + 1;
    assertThat(judged().accepted()).isPresent();
    guard.appended = Long.MIN_VALUE;
    assertThat(judged().accepted()).isPresent();
  }

  @Test
  void a_tpm_of_an_unknown_maker_is_refused() {
    refused(
        accepting(new TestingMaker("Other"), TpmClass.values()).ask(guard.claimed()),
        Reason.MAKER_UNKNOWN);
  }

  @Test
  void a_software_tpm_is_refused_where_only_chips_are_accepted() {
    TestingGuard software = TestingGuard.emulated(maker);
    refused(accepting(maker, TpmClass.HARDWARE).ask(software.claimed()), Reason.CLASS_REFUSED);
    assertThat(verifier.ask(software.claimed()).accepted()).isPresent();
  }

  @Test
  void a_key_that_may_sign_what_no_tpm_says_is_refused_with_all_that_is_wrong_besides() {
    TestingGuard forger = new TestingGuard(maker, new TestingAttester(TestingTpmKey.signing()));
    refused(
        accepting(new TestingMaker("Other"), TpmClass.values()).ask(forger.claimed()),
        Reason.MAKER_UNKNOWN,
        Reason.KEY_NOT_RESTRICTED,
        Reason.SCHEME_OPEN);
  }

  @Test
  void whatever_comes_for_an_answer_is_judged() {
    GuardQuestion question = asked();
    GuardAnswer good = guard.answer(question);
    fuzzed(
        good.opened(),
        bad ->
            verifier.judge(
                question,
                new GuardAnswer(bad, good.logKey(), good.appends(), good.openings()),
                guard.head()));
    fuzzed(good.logKey().attest(), bad -> judge(question, good, signed(bad, good.logKey())));
    fuzzed(good.appends().attest(), bad -> counted(question, good, signed(bad, good.appends())));
    fuzzed(
        good.logKey().signature(),
        bad -> judge(question, good, new SignedAttestation(good.logKey().attest(), bad)));
  }

  private static SignedAttestation signed(Octets attest, SignedAttestation one) {
    return new SignedAttestation(attest, one.signature());
  }

  private Verdict<ProvenGuard> judge(
      GuardQuestion question, GuardAnswer good, SignedAttestation logKey) {
    return verifier.judge(question, with(good, logKey), guard.head());
  }

  private Verdict<ProvenGuard> counted(
      GuardQuestion question, GuardAnswer good, SignedAttestation appends) {
    GuardAnswer answer = new GuardAnswer(good.opened(), good.logKey(), appends, good.openings());
    return verifier.judge(question, answer, guard.head());
  }

  /** Nothing breaks the judge, and nothing but what is right is accepted. */
  private static void fuzzed(Octets good, Function<Octets, Verdict<ProvenGuard>> judge) {
    TestingBytes.survivesMutation(
        good,
        bad -> assertThat(judge.apply(bad).accepted().isPresent()).isEqualTo(bad.equals(good)),
        ROUNDS);
  }

  private static GuardAnswer with(GuardAnswer answer, SignedAttestation logKey) {
    return new GuardAnswer(answer.opened(), logKey, answer.appends(), answer.openings());
  }

  private GuardQuestion asked() {
    return verifier.ask(guard.claimed()).accepted().orElseThrow();
  }

  private Verdict<ProvenGuard> judged() {
    GuardQuestion question = asked();
    return verifier.judge(question, guard.answer(question), guard.head());
  }

  private static void refused(Verdict<?> verdict, Reason... reasons) {
    assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reasons);
  }
}
