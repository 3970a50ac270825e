package org.icecoat.trust.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.PublicArea.Scheme;
import org.icecoat.trust.structure.SchemeKind;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingTpmKey;
import org.junit.jupiter.api.Test;

class RsaQuoteTest {
  private final TestingExchange exchange = new TestingExchange();
  private final TestingTpmKey key =
      TestingTpmKey.rsa(
          2048, TestingTpmKey.ATTESTATION, 0, new Scheme(SchemeKind.RSASSA, HashAlgorithm.SHA256));
  private final TestingAttester node = new TestingAttester(key);

  @Test
  void a_quote_by_an_rsa_key_is_verified() {
    assertThat(judged(node).accepted()).isPresent();
  }

  @Test
  void a_signature_of_another_kind_of_key_is_refused() {
    assertThat(judged(exchange.node).findings())
        .extracting(Finding::reason)
        .containsExactly(Reason.KEY_UNKNOWN, Reason.SCHEME_DIFFERS, Reason.SIGNER_DIFFERS);
  }

  private Verdict<VerifiedQuote> judged(TestingAttester answering) {
    Challenge challenge = exchange.challenge();
    QuoteExpectation expected =
        new QuoteExpectation(node.enrolled(), TestingExchange.SELECTION, Optional.empty());
    Evidence evidence = answering.answer(challenge, exchange.values, Evidence.Logs.NONE);
    return exchange.verifier.verify(evidence, expected, challenge);
  }
}
