package org.icecoat.console.proof;

import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.evidence.guard.GuardAnswer;
import org.icecoat.trust.evidence.guard.GuardQuestion;
import org.icecoat.trust.evidence.guard.GuardVerifier;
import org.icecoat.trust.evidence.guard.ProvenGuard;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.wire.store.LogGuardType;
import org.icecoat.wire.store.ProveLogGuardResponse;
import org.icecoat.wire.store.ShowLogGuard;

/** Whether a TPM of a maker that the user trusts guards the store's log. */
final class GuardCheck {
  private static final String WHAT = "protection";

  /** Nothing that is shown is wrong by these. */
  private static final Set<Reason> UNKNOWN =
      EnumSet.of(
          Reason.MAKER_UNKNOWN,
          Reason.CERTIFICATE_MISSING,
          Reason.CERTIFICATE_EXPIRED,
          Reason.CERTIFICATE_NOT_YET_VALID,
          Reason.REVOCATION_LIST_EXPIRED,
          Reason.REVOCATION_LIST_UNUSABLE);

  private final Session session;
  private final Optional<GuardVerifier> verifier;

  /** What was proved last: one proof is enough for each head that it covers. */
  private Optional<ProvenGuard> proven = Optional.empty();

  GuardCheck(Session session, Optional<EndorsementCertificates> makers) {
    this.session = session;
    this.verifier =
        makers.map(
            known ->
                new GuardVerifier(
                    known,
                    EnumSet.allOf(TpmClass.class),
                    session.surroundings().times().clock(),
                    new SecureRandom()));
  }

  /** What can be said of the log of a head that is signed by its key. */
  List<Claim> claims(TreeHead head) {
    if (head.protection() == TreeHead.Protection.NONE) {
      return List.of(
          Claim.unproved(WHAT, "the store has no TPM: its owner can change the log for newcomers"));
    }
    if (verifier.isEmpty()) {
      return List.of(
          Claim.stated(
              WHAT,
              "a TPM guards the log's key and counter; to have that proved, name the makers of TPMs"
                  + " that you trust with --makers, or set tpm-makers"));
    }
    return proven.filter(known -> covers(known, head)).isPresent()
        ? told(proven.get(), head)
        : asked(verifier.get(), head);
  }

  private static boolean covers(ProvenGuard known, TreeHead head) {
    return known.log().equals(head.log())
        && Long.compareUnsigned(known.appends(), head.counter()) >= 0;
  }

  private List<Claim> asked(GuardVerifier judge, TreeHead head) {
    try {
      LogGuardType shown =
          Remote.call(() -> session.services().store().showLogGuard(new ShowLogGuard())).getGuard();
      if (shown == null) {
        return List.of(
            Claim.unproved(WHAT, "the log's head speaks of a TPM, and the store shows none"));
      }
      Verdict<GuardQuestion> question = judge.ask(GuardMapper.claimed(shown));
      return question instanceof Verdict.Accepted<GuardQuestion> accepted
          ? asked(judge, accepted.proven(), head)
          : List.of(doubted(question.findings()));
    } catch (ConsoleException e) {
      return List.of(Claim.unproved(WHAT, "the store proves nothing of it: " + e.getMessage()));
    } catch (IllegalArgumentException | TrustException e) {
      return List.of(Claim.refuted(WHAT, "what the store shows is no proof: " + e.getMessage()));
    }
  }

  private List<Claim> asked(GuardVerifier judge, GuardQuestion question, TreeHead head) {
    ProveLogGuardResponse wire;
    try {
      wire =
          Remote.call(() -> session.services().store().proveLogGuard(GuardMapper.asked(question)));
    } catch (ConsoleException e) {
      if (e.fault() != ConsoleFault.REFUSED) {
        throw e;
      }
      return List.of(
          Claim.refuted(WHAT, "the keys do not lie in one TPM, as it seems: " + e.getMessage()));
    }
    GuardAnswer answer = GuardMapper.answer(wire);
    Verdict<ProvenGuard> verdict = judge.judge(question, answer, head);
    proven = verdict.accepted();
    return proven
        .map(known -> told(known, head))
        .orElseGet(() -> List.of(refuted(verdict.findings())));
  }

  private static List<Claim> told(ProvenGuard known, TreeHead head) {
    CertifiedTpmText tpm = new CertifiedTpmText(known.endorsementKey());
    return List.of(
        Claim.proved(
            WHAT,
            "the log's key and counters lie in a TPM, which the key cannot leave: %s; %s"
                .formatted(tpm.model(), counted(known, head))),
        tpm.hardware());
  }

  private static String counted(ProvenGuard known, TreeHead head) {
    return known.appends() == head.counter()
        ? "its counter is at %d, as the head says".formatted(head.counter())
        : "its counter is at %s, the head says %d: something is being added, or there is a newer head"
            .formatted(Long.toUnsignedString(known.appends()), head.counter());
  }

  /** That the user does not know a TPM's maker does not make it none. */
  private static Claim doubted(List<Finding> findings) {
    return findings.stream().allMatch(finding -> UNKNOWN.contains(finding.reason()))
        ? Claim.unproved(WHAT, "the store's TPM is none that you know: " + plain(findings))
        : refuted(findings);
  }

  private static Claim refuted(List<Finding> findings) {
    return Claim.refuted(WHAT, plain(findings));
  }

  private static String plain(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.reason().plain())
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
