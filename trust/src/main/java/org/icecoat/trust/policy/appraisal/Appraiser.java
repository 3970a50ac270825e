package org.icecoat.trust.policy.appraisal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.appraisal.Rejected.Refusal;
import org.icecoat.trust.policy.signature.AcceptedPolicy;

/** Judges evidence by policies. For any number of threads. */
public final class Appraiser {
  private final Clock clock;

  public Appraiser(Clock clock) {
    this.clock = clock;
  }

  /**
   * Judges a node. One policy that accepts it is enough.
   *
   * @param evidence from which the quote was verified
   * @param tpm what enrolment proved of the node's TPM
   * @param policies the versions in force, the newest first; if there is none, the node is rejected
   */
  public Appraisal appraise(
      VerifiedQuote quote, Evidence evidence, ProvenTpm tpm, List<AcceptedPolicy> policies) {
    return appraise(quote, evidence, tpm, policies, FilesBefore.NONE);
  }

  /**
   * Judges a node whose list of files may begin in an earlier piece of evidence. A policy that asks
   * for files accepts only a list of which it has judged every line.
   *
   * @param before of the same boot
   */
  public Appraisal appraise(
      VerifiedQuote quote,
      Evidence evidence,
      ProvenTpm tpm,
      List<AcceptedPolicy> policies,
      FilesBefore before) {
    Instant now = clock.instant();
    boolean same = evidence.digest().equals(quote.evidence());
    Measurements measured = Measurements.of(quote, evidence, before.position());
    List<Refusal> refusals = new ArrayList<>();
    for (AcceptedPolicy policy : policies) {
      Instant until = validUntil(quote, policy);
      Objections found = new Objections();
      if (!same) {
        found.add(PolicyReason.EVIDENCE_DIFFERS, "evidence " + evidence.digest());
      }
      times(quote, policy, now, found);
      if (policy.signed().policy().ima().asked()) {
        files(before, policy.id(), found);
      }
      judge(policy.signed().policy(), measured, tpm, found);
      if (found.none()) {
        return new Trusted(quote, policy.id(), now, until);
      }
      refusals.add(new Refusal(policy.id(), found.all()));
    }
    return refusals.isEmpty()
        ? rejected(quote, now, List.of(nothingInForce()))
        : rejected(quote, now, refusals);
  }

  private static Rejected rejected(VerifiedQuote quote, Instant now, List<Refusal> refusals) {
    return new Rejected(quote.evidence(), now, refusals);
  }

  private static Refusal nothingInForce() {
    PolicyId none = null;
    return new Refusal(none, List.of(new Objection.OfPolicy(PolicyReason.NO_POLICY, "")));
  }

  private static Instant validUntil(VerifiedQuote quote, AcceptedPolicy policy) {
    Instant aged = quote.asked().plus(policy.signed().policy().maximalAge());
    return policy.until().filter(end -> end.isBefore(aged)).orElse(aged);
  }

  private static void times(
      VerifiedQuote quote, AcceptedPolicy policy, Instant now, Objections found) {
    policy
        .until()
        .filter(end -> !now.isBefore(end))
        .ifPresent(end -> found.add(PolicyReason.POLICY_ENDED, policy.id() + " ended " + end));
    if (!now.isBefore(quote.asked().plus(policy.signed().policy().maximalAge()))) {
      found.add(PolicyReason.EVIDENCE_OLD, "asked for " + quote.asked());
    }
  }

  private static void files(FilesBefore before, PolicyId policy, Objections found) {
    before
        .by(policy)
        .ifPresentOrElse(
            all -> all.forEach(found::add),
            () ->
                found.add(
                    new Finding(
                        Reason.IMA_LOG_PARTIAL,
                        "%s has not judged the first %d lines"
                            .formatted(policy, before.position().verified()))));
  }

  private static void judge(
      AppraisalPolicy policy, Measurements measured, ProvenTpm tpm, Objections found) {
    if (!policy.tpms().allowsClass(tpm)) {
      found.add(PolicyReason.TPM_CLASS, tpm.tpmClass().toString());
    }
    if (!policy.tpms().allowsMaker(tpm)) {
      found.add(PolicyReason.TPM_MAKER, tpm.maker());
    }
    MeasurementCheck.judge(policy, measured, found);
  }
}
