package org.icecoat.testbed.bench.appraise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.TpmName.Hierarchy;

/**
 * The recorded boot of a machine: firmware log, the kernel's list of files, and a quote over both.
 *
 * @param expected what the quote has to be
 */
record Recording(Evidence evidence, QuoteExpectation expected) {
  private static final int[] PCRS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14};
  private static final NodeName NODE = new NodeName("recorded");
  private static final Challenge.Session SESSION = new Challenge.Session("recording");
  private static final Sha256 TLS_KEY = Sha256.parse("11".repeat(32));
  private static final byte NONCE = 0x5a;
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  /** Reads the files. */
  static Recording in(Path folder) throws IOException {
    PcrSelection selection = PcrSelection.of(PcrBank.SHA256, PCRS);
    Octets key = read(folder, "ak.pub");
    Evidence evidence =
        new Evidence(
            key,
            new SignedAttestation(read(folder, "quote"), read(folder, "quote.sig")),
            values(selection, read(folder, "pcrs")).wire(),
            new Evidence.Logs(read(folder, "firmware.log"), Octets.EMPTY, read(folder, "ima.txt")));
    AttestationKey enrolled = key(key, read(folder, "ek.pub"));
    return new Recording(evidence, new QuoteExpectation(enrolled, selection, Optional.empty()));
  }

  private static PcrValues values(PcrSelection selection, Octets all) {
    int length = PcrBank.SHA256.hash().length();
    return PcrValues.of(
        selection,
        IntStream.range(0, PCRS.length)
            .mapToObj(i -> all.slice(length * i, length * (i + 1)))
            .toList());
  }

  private static AttestationKey key(Octets key, Octets endorsementKey) {
    PublicArea area = PublicArea.parseSized(key);
    TpmName parent = PublicArea.parseSized(endorsementKey).name();
    return AttestationKey.judge(area, TpmName.qualified(Hierarchy.ENDORSEMENT, parent, area.name()))
        .accepted()
        .orElseThrow();
  }

  private static Octets read(Path folder, String name) throws IOException {
    return Octets.of(Files.readAllBytes(folder.resolve(name)));
  }

  /** A book whose next challenge is always the one that the recorded quote answers. */
  static ChallengeBook challenges(Clock clock) {
    return new ChallengeBook(clock, new RecordedNonce(), LIFETIME, 1);
  }

  /** Issues the challenge that the recorded quote answers. */
  static Challenge challenge(ChallengeBook challenges) {
    return challenges.issue(NODE, SESSION, TLS_KEY);
  }

  private static final class RecordedNonce extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, NONCE);
    }
  }
}
