package org.icecoat.trust.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;

/** The boot of a machine that scripts/record-evidence.sh recorded. */
public final class TestingRecording {
  private static final int[] SELECTED = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14};
  private static final PcrSelection SELECTION = PcrSelection.of(PcrBank.SHA256, SELECTED);
  private static final int VALUE_BYTES = PcrBank.SHA256.hash().length();

  private TestingRecording() {}

  public static Octets file(String name) {
    try (InputStream stream = TestingRecording.class.getResourceAsStream("/recorded/" + name)) {
      return Octets.of(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the machine sent, with the logs of its firmware and of its kernel. */
  public static Evidence evidence() {
    return evidence(file("firmware.log"), file("ima.txt"));
  }

  /** The same with other logs. */
  public static Evidence evidence(Octets firmware, Octets files) {
    return new Evidence(
        file("ak.pub"),
        new SignedAttestation(file("quote"), file("quote.sig")),
        values().wire(),
        new Evidence.Logs(firmware, Octets.EMPTY, files));
  }

  private static PcrValues values() {
    Octets all = file("pcrs");
    return PcrValues.of(
        SELECTION,
        IntStream.range(0, SELECTED.length)
            .mapToObj(i -> all.slice(VALUE_BYTES * i, VALUE_BYTES * (i + 1)))
            .toList());
  }

  /** Verifies its quote, at that time, as the answer to the challenge of the recording. */
  public static Verdict<VerifiedQuote> verify(Evidence evidence, Clock clock) {
    ChallengeBook book = new ChallengeBook(clock, new FixedRandom(), Duration.ofMinutes(1), 1);
    Challenge challenge =
        book.issue(
            new NodeName("recorded"),
            new Challenge.Session("recording"),
            Sha256.parse("11".repeat(32)));
    return new QuoteVerifier(book)
        .verify(evidence, new QuoteExpectation(key(), SELECTION, Optional.empty()), challenge);
  }

  private static AttestationKey key() {
    PublicArea area = PublicArea.parseSized(file("ak.pub"));
    TpmName parent = PublicArea.parseSized(file("ek.pub")).name();
    return AttestationKey.judge(area, TpmName.qualified(Hierarchy.ENDORSEMENT, parent, area.name()))
        .accepted()
        .orElseThrow();
  }

  /** Gives the nonce of the recording. */
  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 0x5a);
    }
  }
}
