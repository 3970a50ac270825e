package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.testing.TestingAttest;
import org.icecoat.trust.testing.TestingBytes;
import org.junit.jupiter.api.Test;

/** Answers to other questions, and old ones. */
class ReplayAttacksTest {
  private final TestingExchange exchange = new TestingExchange();

  @Test
  void the_same_answer_twice_is_refused() {
    Challenge challenge = exchange.challenge();
    Evidence evidence = exchange.answer(challenge);
    assertThat(exchange.judged(evidence, challenge).accepted()).isPresent();
    refused(exchange.judged(evidence, challenge), Reason.CHALLENGE_UNKNOWN);
  }

  @Test
  void a_challenge_is_used_up_by_a_wrong_answer_too() {
    Challenge challenge = exchange.challenge();
    Evidence right = exchange.answer(challenge);
    assertThat(exchange.judged(exchange.answer(exchange.challenge()), challenge).findings())
        .isNotEmpty();
    refused(exchange.judged(right, challenge), Reason.CHALLENGE_UNKNOWN);
  }

  @Test
  void the_answer_to_an_older_challenge_is_refused() {
    Evidence old = exchange.answer(exchange.challenge());
    refused(exchange.judged(old, exchange.challenge()), Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void an_answer_for_another_node_session_or_tls_key_is_refused() {
    Challenge asked = exchange.challenge();
    for (Challenge other :
        new Challenge[] {
          with(asked, exchange.challenge("node-2", "session-1", "11")),
          with(asked, exchange.challenge("node-1", "session-2", "11"))
        }) {
      exchange.book.take(other);
      Challenge challenge = exchange.challenge();
      Evidence relayed = exchange.answer(with(challenge, other));
      refused(exchange.judged(relayed, challenge), Reason.CHALLENGE_DIFFERS);
    }
    Challenge relay = exchange.challenge("node-1", "session-1", "22");
    Challenge clean = with(relay, asked);
    refused(exchange.judged(exchange.answer(clean), relay), Reason.CHALLENGE_DIFFERS);
  }

  @Test
  void an_answer_that_comes_too_late_is_refused() {
    Challenge challenge = exchange.challenge();
    Evidence evidence = exchange.answer(challenge);
    exchange.clock.advance(TestingExchange.LIFETIME.plus(Duration.ofMillis(1)));
    refused(exchange.judged(evidence, challenge), Reason.CHALLENGE_EXPIRED);
  }

  @Test
  void an_empty_cut_padded_or_raw_nonce_is_refused() {
    for (int form = 0; form < 4; form++) {
      Challenge challenge = exchange.challenge();
      Octets right = challenge.qualifyingData();
      Octets wrong =
          switch (form) {
            case 0 -> Octets.EMPTY;
            case 1 -> right.slice(0, 20);
            case 2 -> TestingBytes.joined(right, Octets.parse("00"));
            default -> challenge.nonce();
          };
      TestingAttest attest = exchange.node.quote(exchange.values).extraData(wrong);
      refused(exchange.judged(attest, challenge), Reason.CHALLENGE_DIFFERS);
    }
  }

  @Test
  void a_clock_that_stands_or_goes_back_in_one_boot_is_an_alarm() {
    refused(after(new ClockReading(6001, 3, 0, true)), Reason.CLOCK_WENT_BACK);
    exchange.clock.advance(Duration.ofSeconds(1));
    refused(after(new ClockReading(7000, 3, 0, true)), Reason.CLOCK_WENT_BACK);
    assertThat(after(new ClockReading(7999, 3, 0, false)).accepted()).isPresent();
  }

  @Test
  void counters_that_go_back_tell_of_a_restored_state_or_a_cleared_tpm() {
    refused(after(new ClockReading(1, 4, 0, true)), Reason.COUNTERS_WENT_BACK);
    refused(after(new ClockReading(1, 3, 1, true)), Reason.COUNTERS_WENT_BACK);
    assertThat(after(new ClockReading(Long.MAX_VALUE, 2, 9, true)).accepted()).isPresent();
  }

  @Test
  void a_state_that_runs_twice_is_noticed_when_both_answer() {
    Challenge first = exchange.challenge();
    Evidence original = exchange.answer(first);
    VerifiedQuote seen = exchange.judged(original, first).accepted().orElseThrow();
    Challenge second = exchange.challenge();
    TestingAttest clone =
        TestingAttest.quote(exchange.values)
            .signer(exchange.node.qualifiedName())
            .clock(new ClockReading(seen.clock().millis() - 10, 3, 0, true))
            .extraData(second.qualifyingData());
    Evidence evidence = exchange.node.evidence(clone, exchange.values, Evidence.Logs.NONE);
    refused(
        exchange.verifier.verify(evidence, exchange.expectedAfter(seen.clock()), second),
        Reason.CLOCK_WENT_BACK);
  }

  @Test
  void only_a_quote_that_is_the_node_s_own_tells_that_its_tpm_was_restored() {
    ClockReading later = new ClockReading(1, 4, 0, true);
    assertThat(ClockRule.rolledBack(after(later).findings())).contains(Reason.COUNTERS_WENT_BACK);
    assertThat(ClockRule.rolledBack(after(new ClockReading(9999, 3, 0, true)).findings()))
        .contains(Reason.CLOCK_WENT_BACK);
    assertThat(ClockRule.rolledBack(List.of())).isEmpty();
    Evidence old = exchange.answer(exchange.challenge());
    Challenge now = exchange.challenge();
    Verdict<VerifiedQuote> replayed =
        exchange.verifier.verify(old, exchange.expectedAfter(later), now);
    assertThat(replayed.findings())
        .extracting(Finding::reason)
        .contains(Reason.COUNTERS_WENT_BACK, Reason.CHALLENGE_DIFFERS);
    assertThat(ClockRule.rolledBack(replayed.findings())).isEmpty();
  }

  private Verdict<VerifiedQuote> after(ClockReading earlier) {
    Challenge challenge = exchange.challenge();
    Evidence evidence = exchange.answer(challenge);
    return exchange.verifier.verify(evidence, exchange.expectedAfter(earlier), challenge);
  }

  private static Challenge with(Challenge challenge, Challenge other) {
    return new Challenge(
        challenge.nonce(), other.node(), other.session(), other.tlsKey(), challenge.expires());
  }

  private static void refused(Verdict<?> verdict, Reason reason) {
    assertThat(verdict.findings()).extracting(Finding::reason).containsExactly(reason);
  }
}
