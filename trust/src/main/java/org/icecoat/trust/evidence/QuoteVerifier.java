package org.icecoat.trust.evidence;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.VerifiedQuote.Moment;
import org.icecoat.trust.evidence.VerifiedQuote.Proof;
import org.icecoat.trust.structure.Attestation;
import org.icecoat.trust.structure.Attestation.Quote;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;

/**
 * Judges quotes. Every check is made that can be, so that a refusal holds all reasons; one is
 * enough. For any number of threads.
 */
public final class QuoteVerifier {
  private final ChallengeBook challenges;

  public QuoteVerifier(ChallengeBook challenges) {
    this.challenges = challenges;
  }

  /**
   * Judges the quote in the evidence and takes the challenge out of the book, whatever comes of it.
   * Quotes of one node are to be judged in the order in which they were asked for, as their clocks
   * are compared.
   *
   * @param challenge that was sent to the node in this exchange
   */
  public Verdict<VerifiedQuote> verify(
      Evidence evidence, QuoteExpectation expected, Challenge challenge) {
    List<Finding> found = new ArrayList<>();
    challenges.take(challenge).ifPresent(found::add);
    enrolledKey(evidence, expected.key(), found);
    Attestation attestation =
        AttestationChecks.judge(
            evidence.quote(), Quote.class, expected.key(), challenge.qualifyingData(), found);
    PcrValues values = values(evidence, found);
    if (attestation != null) {
      expected
          .earlier()
          .flatMap(earlier -> ClockRule.judge(earlier, attestation.clock()))
          .ifPresent(found::add);
      if (attestation.body() instanceof Quote quote) {
        PcrChecks.judge(quote, expected, values, found);
      }
    }
    return found.isEmpty()
        ? new Verdict.Accepted<>(proven(evidence, expected, challenge, attestation, values))
        : new Verdict.Refused<>(found);
  }

  private VerifiedQuote proven(
      Evidence evidence,
      QuoteExpectation expected,
      Challenge challenge,
      Attestation attestation,
      PcrValues values) {
    Moment moment =
        new Moment(
            attestation.clock(),
            ClockRule.boot(expected.earlier(), attestation.clock()),
            attestation.firmwareVersion());
    return new VerifiedQuote(
        new Proof(
            expected.key(),
            challenge,
            values,
            moment,
            evidence.digest(),
            challenges.issued(challenge)));
  }

  private static void enrolledKey(Evidence evidence, AttestationKey key, List<Finding> found) {
    try {
      PublicArea area = PublicArea.parseSized(evidence.attestationKey());
      if (!area.name().equals(key.name())) {
        found.add(
            new Finding(Reason.KEY_UNKNOWN, "%s instead of %s".formatted(area.name(), key.name())));
      }
    } catch (TrustException e) {
      found.add(new Finding(Reason.KEY_MALFORMED, e.getMessage()));
    }
  }

  private static PcrValues values(Evidence evidence, List<Finding> found) {
    try {
      return PcrValues.parse(evidence.pcrValues());
    } catch (TrustException e) {
      found.add(new Finding(Reason.PCR_VALUES_MALFORMED, e.getMessage()));
      return null;
    }
  }
}
