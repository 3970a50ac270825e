package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.trust.evidence.ClockRule.Boot;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.testing.TestingAttester;
import org.junit.jupiter.api.Test;

class QuoteVerifierTest {
  private final TestingExchange exchange = new TestingExchange();

  @Test
  void a_right_answer_is_verified() {
    Challenge challenge = exchange.challenge();
    Evidence evidence = exchange.answer(challenge);
    VerifiedQuote quote = exchange.judged(evidence, challenge).accepted().orElseThrow();
    assertThat(quote.values()).isEqualTo(exchange.values);
    assertThat(quote.selection()).isEqualTo(TestingExchange.SELECTION);
    assertThat(quote.challenge()).isEqualTo(challenge);
    assertThat(quote.key().name()).isEqualTo(exchange.node.key().area().name());
    assertThat(quote.clock().millis()).isEqualTo(6000);
    assertThat(quote.boot()).isEqualTo(Boot.FIRST_SEEN);
    assertThat(quote.firmwareVersion()).isEqualTo(0x2019102300163636L);
    assertThat(quote.evidence()).isEqualTo(evidence.digest());
    assertThat(quote.asked()).isEqualTo(exchange.clock.instant());
  }

  @Test
  void a_quote_is_as_old_as_its_challenge_however_late_the_answer_comes() {
    Challenge challenge = exchange.challenge();
    Evidence evidence = exchange.answer(challenge);
    Instant asked = exchange.clock.instant();
    exchange.clock.advance(TestingExchange.LIFETIME);
    assertThat(exchange.judged(evidence, challenge).accepted())
        .hasValueSatisfying(quote -> assertThat(quote.asked()).isEqualTo(asked));
  }

  @Test
  void quotes_of_one_boot_follow_each_other() {
    VerifiedQuote first = verified(exchange.expected());
    VerifiedQuote second = verified(exchange.expectedAfter(first.clock()));
    assertThat(second.boot()).isEqualTo(Boot.SAME);
  }

  @Test
  void a_reset_is_a_later_boot_and_no_alarm_although_the_clock_went_back() {
    VerifiedQuote first = verified(exchange.expected());
    exchange.node.reset();
    exchange.node.reset();
    exchange.node.reset();
    VerifiedQuote second = verified(exchange.expectedAfter(first.clock()));
    assertThat(second.clock().millis()).isLessThan(first.clock().millis());
    assertThat(second.boot()).isEqualTo(Boot.LATER);
  }

  @Test
  void an_attestation_key_that_is_none_is_refused() {
    Challenge challenge = exchange.challenge();
    Evidence right = exchange.answer(challenge);
    Evidence wrong =
        new Evidence(Octets.parse("0102"), right.quote(), right.pcrValues(), right.logs());
    assertThat(exchange.judged(wrong, challenge).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.KEY_MALFORMED);
  }

  @Test
  void several_reasons_are_given_together_in_the_order_of_the_checks() {
    Challenge other = exchange.challenge();
    Challenge challenge = exchange.challenge();
    TestingAttester stranger = new TestingAttester();
    Evidence evidence = stranger.answer(other, exchange.values, Evidence.Logs.NONE);
    assertThat(exchange.judged(evidence, challenge).findings())
        .extracting(Finding::reason)
        .containsExactly(
            Reason.KEY_UNKNOWN,
            Reason.SIGNATURE_WRONG,
            Reason.CHALLENGE_DIFFERS,
            Reason.SIGNER_DIFFERS);
  }

  @Test
  void a_refusal_speaks_to_people_and_to_the_log() {
    Challenge challenge = exchange.challenge();
    Evidence evidence = exchange.answer(exchange.challenge());
    Verdict<VerifiedQuote> verdict = exchange.judged(evidence, challenge);
    assertThat(verdict.accepted()).isEmpty();
    Verdict.Refused<VerifiedQuote> refused = (Verdict.Refused<VerifiedQuote>) verdict;
    assertThat(refused.plain()).startsWith("The answer is for another challenge");
    assertThat(refused.detailed()).startsWith("CHALLENGE_DIFFERS: ").contains(" instead of ");
  }

  @Test
  void nobody_can_ask_for_nothing_or_for_pcrs_that_software_resets() {
    AttestationKey key = exchange.node.enrolled();
    for (PcrSelection bad :
        new PcrSelection[] {
          PcrSelection.of(PcrBank.SHA256),
          PcrSelection.of(PcrBank.SHA256, 0, 16),
          PcrSelection.of(PcrBank.SHA256, 23)
        }) {
      assertThatThrownBy(() -> new QuoteExpectation(key, bad, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private VerifiedQuote verified(QuoteExpectation expected) {
    Challenge challenge = exchange.challenge();
    Evidence evidence = exchange.answer(challenge);
    return exchange.verifier.verify(evidence, expected, challenge).accepted().orElseThrow();
  }
}
