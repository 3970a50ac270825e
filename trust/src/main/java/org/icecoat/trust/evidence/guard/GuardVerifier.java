package org.icecoat.trust.evidence.guard;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.CertifiedKey;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.KeyCertification;
import org.icecoat.trust.evidence.NvReading;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.evidence.enrolment.CertifiedTpm;
import org.icecoat.trust.evidence.enrolment.TpmJudge;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;

/**
 * Asks who has a log for proof that a TPM guards it, and judges the answer. Fails closed, with
 * every reason that can be known. For any number of threads.
 */
public final class GuardVerifier {
  private final TpmJudge tpms;
  private final Set<TpmClass> classes;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * A verifier.
   *
   * @param makers whose TPMs are believed
   * @param classes of TPMs that are accepted
   */
  public GuardVerifier(
      EndorsementCertificates makers,
      Set<TpmClass> classes,
      InstantSource clock,
      SecureRandom random) {
    this.tpms = new TpmJudge(makers);
    this.classes = Set.copyOf(classes);
    this.clock = clock;
    this.random = random;
  }

  /** What to ask one who claims this, if his TPM may be believed at all. */
  public Verdict<GuardQuestion> ask(ClaimedGuard claimed) {
    Verdict<CertifiedTpm> verdict = tpms.judge(claimed.tpm(), clock.instant());
    if (verdict instanceof Verdict.Refused<CertifiedTpm> refused) {
      return refused.retyped();
    }
    CertifiedTpm tpm = verdict.accepted().orElseThrow();
    return classes.contains(tpmClass(tpm))
        ? new Verdict.Accepted<>(question(claimed, tpm))
        : Verdict.refused(Reason.CLASS_REFUSED, tpmClass(tpm).toString());
  }

  private GuardQuestion question(ClaimedGuard claimed, CertifiedTpm tpm) {
    GuardNonce nonce = GuardNonce.fresh(random);
    byte[] secret = new byte[CertifiedTpm.SECRET_BYTES];
    random.nextBytes(secret);
    GuardQuestion question =
        new GuardQuestion(
            claimed,
            tpm,
            nonce,
            tpm.challenge(tpm.keys().get(0), secret, random),
            nonce.opened(secret));
    Arrays.fill(secret, (byte) 0);
    return question;
  }

  static TpmClass tpmClass(CertifiedTpm tpm) {
    boolean emulated =
        tpm.endorsementKeys().stream().anyMatch(key -> key.tpmClass() == TpmClass.EMULATED);
    return emulated ? TpmClass.EMULATED : TpmClass.HARDWARE;
  }

  /**
   * Judges an answer.
   *
   * @param head of the log, by whose key it is signed; it was shown before the question was asked
   */
  public Verdict<ProvenGuard> judge(GuardQuestion question, GuardAnswer answer, TreeHead head) {
    List<Finding> found = new ArrayList<>();
    if (!MessageDigest.isEqual(question.opened().bytes(), answer.opened().bytes())) {
      found.add(new Finding(Reason.KEYS_APART, "the TPM did not open the credential"));
    }
    logKey(question, answer, head.log(), found);
    ClaimedGuard claimed = question.claimed();
    CounterCheck counters =
        new CounterCheck(question.tpm().attestationKey(), question.nonce().qualifyingData(), found);
    Optional<NvReading> appends = counters.read(claimed.appends(), answer.appends(), "appends");
    Optional<NvReading> openings = counters.read(claimed.openings(), answer.openings(), "openings");
    counters.neighbours(claimed.appends(), claimed.openings());
    appends.ifPresent(reading -> counters.reaches(reading, head.counter()));
    return found.isEmpty()
        ? new Verdict.Accepted<>(
            new ProvenGuard(
                head.log(),
                question,
                appends.orElseThrow().counter(),
                openings.orElseThrow().counter()))
        : new Verdict.Refused<>(found);
  }

  private static void logKey(
      GuardQuestion question, GuardAnswer answer, Sha256 log, List<Finding> found) {
    PublicArea area = question.claimed().logKey();
    Octets bound = question.nonce().qualifyingData();
    Verdict<CertifiedKey> verdict =
        KeyCertification.judge(
            answer.logKey(),
            question.tpm().attestationKey(),
            area,
            CertifiedKey.Use.SIGNING,
            bound);
    found.addAll(verdict.findings());
    if (!signs(area, log)) {
      found.add(new Finding(Reason.LOG_KEY_DIFFERS, "expected is that of the log " + log));
    }
  }

  private static boolean signs(PublicArea area, Sha256 log) {
    try {
      return LogKey.of(area.publicKey()).id().equals(log);
    } catch (TrustException e) {
      return false; // no key of any log; what is wrong with it is told besides
    }
  }
}
