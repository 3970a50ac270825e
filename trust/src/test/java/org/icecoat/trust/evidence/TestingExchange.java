package org.icecoat.trust.evidence;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.Challenge.Session;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttest;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.testing.TestingClock;

/** A verifier and an enrolled node, and what passes between them. */
final class TestingExchange {
  static final PcrSelection SELECTION = PcrSelection.of(PcrBank.SHA256, 0, 7, 14);
  static final Duration LIFETIME = Duration.ofMinutes(5);

  final TestingClock clock = new TestingClock(Instant.parse("2026-03-01T12:00:00Z"));
  final ChallengeBook book = new ChallengeBook(clock, new SecureRandom(), LIFETIME, 3);
  final QuoteVerifier verifier = new QuoteVerifier(book);
  final TestingAttester node = new TestingAttester();
  final PcrValues values =
      PcrValues.of(PcrBank.SHA256, Map.of(0, pcr("a0"), 7, pcr("a7"), 14, pcr("ae")));

  Challenge challenge() {
    return challenge("node-1", "session-1", "11");
  }

  Challenge challenge(String name, String session, String tlsKey) {
    return book.issue(new NodeName(name), new Session(session), Sha256.parse(tlsKey.repeat(32)));
  }

  QuoteExpectation expected() {
    return new QuoteExpectation(node.enrolled(), SELECTION, Optional.empty());
  }

  QuoteExpectation expectedAfter(ClockReading earlier) {
    return new QuoteExpectation(node.enrolled(), SELECTION, Optional.of(earlier));
  }

  Verdict<VerifiedQuote> judged(TestingAttest attest, Challenge challenge) {
    Evidence evidence = node.evidence(attest, values, Evidence.Logs.NONE);
    return verifier.verify(evidence, expected(), challenge);
  }

  Verdict<VerifiedQuote> judged(Evidence evidence, Challenge challenge) {
    return verifier.verify(evidence, expected(), challenge);
  }

  Evidence answer(Challenge challenge) {
    return node.answer(challenge, values, Evidence.Logs.NONE);
  }

  static Octets pcr(String pair) {
    return Octets.parse(pair.repeat(32));
  }
}
