package org.icecoat.trust.policy.appraisal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.VerifiedQuote;
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
      TpmCheck.judge(policy.signed().policy(), tpm, found);
      MeasurementCheck.judge(policy.signed().policy(), measured, found);
      if (found.none()) {
        return new Trusted(quote, policy.id(), now, until);
      }
      refusals.add(new Refusal(policy.id(), found.all()));
    }
    return refusals.isEmpty()
        ? rejected(quote, now, List.of(nothingInForce()))
        : rejected(quote, now, refusals);
  }

  /**
   * What policies have against a node whose quote was refused, beside that. As one policy that
   * accepts a node is enough, there is nothing if one of them has nothing; the node is refused all
   * the same.
   *
   * @param policies the versions in force
   */
  public List<Objection> besides(StatedNode stated, List<AcceptedPolicy> policies) {
    Instant now = clock.instant();
    Set<Objection> all = new LinkedHashSet<>();
    for (AcceptedPolicy policy : policies) {
      Objections found = new Objections();
      ended(policy, now, found);
      stated.before().by(policy.id()).ifPresent(before -> before.forEach(found::add));
      TpmCheck.judge(policy.signed().policy(), stated.tpm(), found);
      MeasurementCheck.judge(policy.signed().policy(), stated, found);
      if (found.none()) {
        return List.of();
      }
      all.addAll(found.all());
    }
    return policies.isEmpty() ? nothingInForce().objections() : List.copyOf(all);
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
    ended(policy, now, found);
    if (!now.isBefore(quote.asked().plus(policy.signed().policy().maximalAge()))) {
      found.add(PolicyReason.EVIDENCE_OLD, "asked for " + quote.asked());
    }
  }

  private static void ended(AcceptedPolicy policy, Instant now, Objections found) {
    policy
        .until()
        .filter(end -> !now.isBefore(end))
        .ifPresent(end -> found.add(PolicyReason.POLICY_ENDED, policy.id() + " ended " + end));
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
}
