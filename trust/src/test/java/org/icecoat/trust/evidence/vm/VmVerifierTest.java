package org.icecoat.trust.evidence.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.guard.GuardNonce;
import org.icecoat.trust.evidence.vm.VmVerifier.Question;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingClock;
import org.junit.jupiter.api.Test;

/** Nobody between the node and who asks can make up an answer, or exchange a part of one. */
class VmVerifierTest {
  private static final NodeName NODE = new NodeName("node-1");
  private static final Sha256 TLS = Sha256.parse("11".repeat(32));
  private static final PcrSelection SELECTION = PcrSelection.of(PcrBank.SHA256, 0, 14);
  private static final PcrValues VALUES =
      PcrValues.of(
          PcrBank.SHA256,
          Map.of(0, Octets.parse("a0".repeat(32)), 14, Octets.parse("ae".repeat(32))));

  private final TestingClock clock = new TestingClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final VmVerifier verifier =
      new VmVerifier(clock, new SecureRandom(), Duration.ofMinutes(1));
  private final TestingAttester node = new TestingAttester();
  private final VmStatement statement = TestingStatements.of(TestingStatements.VM);

  @Test
  void a_right_answer_proves_what_the_node_states() {
    Question question = verifier.ask(TestingStatements.VM);
    VerifiedVm vm = judged(question, answer(question, statement)).accepted().orElseThrow();
    assertThat(vm.statement()).isEqualTo(statement);
    assertThat(vm.quote().challenge().node()).isEqualTo(NODE);
    assertThat(vm.quote().challenge().tlsKey()).isEqualTo(TLS);
  }

  @Test
  void an_opened_credential_is_shown_for_one_question_and_no_other_kind() {
    Octets nonce = Octets.parse("ab".repeat(32));
    byte[] secret = Octets.parse("c5".repeat(32)).bytes();
    Octets opened = VmVerifier.opened(nonce, secret);
    assertThat(opened)
        .isEqualTo(
            Octets.parse("67aad35cdd674df973af3eb2bcb0e2820d993bdc43ffce93aedea2f4073c5e33"));
    assertThat(VmVerifier.opened(Octets.parse("ac".repeat(32)), secret)).isNotEqualTo(opened);
    assertThat(new GuardNonce(nonce).opened(secret)).isNotEqualTo(opened);
  }

  @Test
  void an_answer_counts_once() {
    Question question = verifier.ask(TestingStatements.VM);
    VmAnswer answer = answer(question, statement);
    assertThat(judged(question, answer).accepted()).isPresent();
    refused(judged(question, answer), Reason.CHALLENGE_UNKNOWN);
  }

  @Test
  void a_replayed_answer_is_refused() {
    VmAnswer old = answer(verifier.ask(TestingStatements.VM), statement);
    refused(judged(verifier.ask(TestingStatements.VM), old), Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void an_answer_to_a_nonce_of_somebody_else_is_refused() {
    VmVerifier other = new VmVerifier(clock, new SecureRandom(), Duration.ofMinutes(1));
    Question foreign = other.ask(TestingStatements.VM);
    refused(judged(foreign, answer(foreign, statement)), Reason.CHALLENGE_UNKNOWN);
  }

  @Test
  void an_answer_that_comes_too_late_is_refused() {
    Question question = verifier.ask(TestingStatements.VM);
    VmAnswer answer = answer(question, statement);
    clock.advance(Duration.ofMinutes(2));
    refused(judged(question, answer), Reason.CHALLENGE_EXPIRED);
  }

  @Test
  void a_statement_that_was_exchanged_is_refused() {
    Question question = verifier.ask(TestingStatements.VM);
    VmAnswer answer = answer(question, statement);
    VmStatement better = with(new Epoch(3));
    refused(
        judged(question, new VmAnswer(NODE, TLS, answer.evidence(), better.encoded())),
        Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void what_the_node_states_of_another_vm_is_refused() {
    Question question = verifier.ask(TestingStatements.VM);
    VmStatement other = TestingStatements.of(TestingStatements.OTHER);
    refused(judged(question, answer(question, other)), Reason.STATEMENT_OF_OTHER_VM);
    Question second = verifier.ask(TestingStatements.VM);
    Question there = verifier.ask(TestingStatements.OTHER);
    assertThat(judged(second, answer(there, other)).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.STATEMENT_OF_OTHER_VM, Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void another_node_or_tls_key_than_the_one_that_answered_cannot_be_named() {
    Question question = verifier.ask(TestingStatements.VM);
    Evidence evidence = answer(question, statement).evidence();
    refused(
        judged(question, new VmAnswer(new NodeName("node-2"), TLS, evidence, statement.encoded())),
        Reason.CHALLENGE_DIFFERS);
    Question again = verifier.ask(TestingStatements.VM);
    Sha256 other = Sha256.parse("22".repeat(32));
    refused(
        judged(
            again,
            new VmAnswer(NODE, other, answer(again, statement).evidence(), statement.encoded())),
        Reason.CHALLENGE_DIFFERS);
  }

  /** The factory chooses nonces too: it must not get a statement signed that no node made. */
  @Test
  void a_plain_quote_over_whatever_nonce_is_no_statement() {
    Question question = verifier.ask(TestingStatements.VM);
    for (Octets nonce :
        new Octets[] {
          question.nonce(),
          Octets.of(statement.digest().bytes()),
          challenge(question, statement).qualifyingData()
        }) {
      Challenge plain =
          new Challenge(nonce, NODE, VmVerifier.session(TestingStatements.VM), TLS, Instant.MAX);
      Evidence evidence = node.answer(plain, VALUES, Evidence.Logs.NONE);
      Question asked = question;
      question = verifier.ask(TestingStatements.VM);
      refused(
          judged(asked, new VmAnswer(NODE, TLS, evidence, statement.encoded())),
          Reason.CHALLENGE_DIFFERS);
    }
  }

  @Test
  void the_key_of_another_tpm_is_refused() {
    Question question = verifier.ask(TestingStatements.VM);
    TestingAttester stranger = new TestingAttester();
    Evidence evidence = stranger.answer(challenge(question, statement), VALUES, Evidence.Logs.NONE);
    assertThat(judged(question, new VmAnswer(NODE, TLS, evidence, statement.encoded())).findings())
        .extracting(Finding::reason)
        .contains(Reason.KEY_UNKNOWN, Reason.SIGNATURE_WRONG);
  }

  @Test
  void bytes_that_are_no_statement_are_refused_even_if_the_quote_is_bound_to_them() {
    Question question = verifier.ask(TestingStatements.VM);
    Octets none = Octets.parse("00");
    Challenge bound = question.challenge().answered(NODE, TLS, VmStatement.digestOf(none));
    Evidence evidence = node.answer(bound, VALUES, Evidence.Logs.NONE);
    refused(judged(question, new VmAnswer(NODE, TLS, evidence, none)), Reason.STATEMENT_MALFORMED);
  }

  @Test
  void an_open_challenge_is_not_answered_without_a_statement() {
    Challenge stating = challenge(verifier.ask(TestingStatements.VM), statement);
    Challenge plain =
        new Challenge(
            stating.nonce(), NODE, stating.session(), TLS, stating.expires(), Optional.empty());
    assertThat(plain.qualifyingData()).isNotEqualTo(stating.qualifyingData());
    assertThat(plain.stating(statement.digest())).isEqualTo(stating);
  }

  private VmStatement with(Epoch epoch) {
    return new VmStatement(
        statement.vm(),
        epoch,
        statement.owner(),
        statement.images(),
        statement.application(),
        statement.state(),
        statement.at());
  }

  private static Challenge challenge(Question question, VmStatement stated) {
    return question.challenge().answered(NODE, TLS, stated.digest());
  }

  private VmAnswer answer(Question question, VmStatement stated) {
    Evidence evidence = node.answer(challenge(question, stated), VALUES, Evidence.Logs.NONE);
    return new VmAnswer(NODE, TLS, evidence, stated.encoded());
  }

  private Verdict<VerifiedVm> judged(Question question, VmAnswer answer) {
    return verifier.verify(
        question, answer, new QuoteExpectation(node.enrolled(), SELECTION, Optional.empty()));
  }

  private static void refused(Verdict<?> verdict, Reason reason) {
    assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reason);
  }
}
