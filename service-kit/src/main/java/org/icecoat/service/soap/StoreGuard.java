package org.icecoat.service.soap;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.evidence.guard.GuardQuestion;
import org.icecoat.trust.evidence.guard.GuardVerifier;
import org.icecoat.trust.evidence.guard.ProvenGuard;
import org.icecoat.trust.log.LogFinding;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.LogGuardType;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.ShowLogGuard;

/** Has a store prove that a TPM of an accepted maker guards its log. For any number of threads. */
public final class StoreGuard {
  private final Path makers;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * One who asks.
   *
   * @param makers the store of makers, which is read now, and again when a store is asked
   * @throws TrustException TRUST_ANCHORS_UNREADABLE
   */
  public StoreGuard(Path makers, InstantSource clock, SecureRandom random) {
    this.makers = makers;
    this.clock = clock;
    this.random = random;
    var unused = verifier();
  }

  private GuardVerifier verifier() {
    return new GuardVerifier(
        EndorsementCertificates.in(makers), EnumSet.allOf(TpmClass.class), clock, random);
  }

  /** What speaks against it; empty if it is proved for that head. */
  public List<LogFinding> doubts(ImageStore store, TreeHead head)
      throws InvalidRequestFault, NotAuthorizedFault, UnavailableFault {
    LogGuardType shown = store.showLogGuard(new ShowLogGuard()).getGuard();
    if (shown == null) {
      return doubt("the store has no TPM");
    }
    try {
      GuardVerifier verifier = verifier();
      Verdict<GuardQuestion> question = verifier.ask(GuardReader.claimed(shown));
      return question instanceof Verdict.Accepted<GuardQuestion> accepted
          ? asked(store, verifier, accepted.proven(), head)
          : doubt(plain(question.findings()));
    } catch (IllegalArgumentException | TrustException e) {
      return doubt(e.getMessage());
    }
  }

  private static List<LogFinding> asked(
      ImageStore store, GuardVerifier verifier, GuardQuestion question, TreeHead head)
      throws NotAuthorizedFault, UnavailableFault {
    ProveLogGuardResponse answer;
    try {
      answer = store.proveLogGuard(GuardReader.asked(question));
    } catch (InvalidRequestFault e) {
      return doubt("its keys do not lie in one TPM, as it seems: " + e.getMessage());
    }
    Verdict<ProvenGuard> verdict = verifier.judge(question, GuardReader.answer(answer), head);
    return verdict.accepted().isPresent() ? List.of() : doubt(plain(verdict.findings()));
  }

  private static List<LogFinding> doubt(String why) {
    return List.of(
        new LogFinding(
            LogFinding.Reason.NOT_GUARDED,
            "It is not proved that a TPM guards the log's key and counters: " + why));
  }

  private static String plain(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.reason().plain())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
