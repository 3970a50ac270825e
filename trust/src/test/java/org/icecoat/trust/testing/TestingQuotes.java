package org.icecoat.trust.testing;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.PcrValues;

/** Verified quotes of any PCR values, got through the real verifier. */
public final class TestingQuotes {
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final ChallengeBook book =
      new ChallengeBook(Clock.systemUTC(), new SecureRandom(), LIFETIME, 1000);
  private final QuoteVerifier verifier = new QuoteVerifier(book);
  private final TestingAttester node = new TestingAttester();

  public VerifiedQuote of(PcrValues values) {
    return of(values, Evidence.Logs.NONE);
  }

  public VerifiedQuote of(PcrValues values, Evidence.Logs logs) {
    Challenge challenge =
        book.issue(
            new NodeName("node-1"),
            new Challenge.Session("s"),
            Sha256.parse("11".repeat(Sha256.BYTES)));
    QuoteExpectation expected =
        new QuoteExpectation(node.enrolled(), values.selection(), Optional.empty());
    return verifier
        .verify(node.answer(challenge, values, logs), expected, challenge)
        .accepted()
        .orElseThrow();
  }
}
