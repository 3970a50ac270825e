package org.icecoat.factory.attest;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.service.policy.PoliciesInForce;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.appraisal.Appraiser;
import org.icecoat.trust.policy.appraisal.FilesBefore;
import org.icecoat.trust.policy.appraisal.Objection;
import org.icecoat.trust.policy.appraisal.Rejected;
import org.icecoat.trust.policy.appraisal.Trusted;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;

/** Judges by the versions in force of each policy. */
public final class PolicyAppraisal implements Appraisal {
  private final PoliciesInForce policies;
  private final PolicyName usual;
  private final Appraiser appraiser;

  /**
   * Judges by what is in force.
   *
   * @param usual the policy where none is asked for
   */
  public PolicyAppraisal(PoliciesInForce policies, PolicyName usual, Clock clock) {
    this.policies = policies;
    this.usual = usual;
    this.appraiser = new Appraiser(clock);
  }

  @Override
  public PolicyName usual() {
    return usual;
  }

  @Override
  public Set<PolicyName> inForce() {
    return policies.names();
  }

  /** What any of the policies and versions asks for: each judges its own PCRs. */
  @Override
  public Optional<PcrSelection> selection() {
    TreeSet<Integer> pcrs = new TreeSet<>();
    versions().forEach(each -> pcrs.addAll(each.signed().policy().pcrs().selection().indexes()));
    return pcrs.isEmpty()
        ? Optional.empty()
        : Optional.of(new PcrSelection(PcrBank.SHA256, List.copyOf(pcrs)));
  }

  @Override
  public List<AcceptedPolicy> versions() {
    return inForce().stream().flatMap(name -> policies.inForce(name).stream()).toList();
  }

  @Override
  public Judgement judge(
      PolicyName name,
      VerifiedQuote quote,
      Evidence evidence,
      EnrolledTpm tpm,
      FilesBefore before) {
    List<AcceptedPolicy> inForce = policies.inForce(name);
    org.icecoat.trust.policy.appraisal.Appraisal appraisal =
        appraiser.appraise(quote, evidence, tpm.proven(), inForce, before);
    if (appraisal instanceof Trusted trusted) {
      TrustResult result =
          TrustResult.trusted(
              quote.asked(), trusted.validUntil(), told(trusted.policy()), trusted.evidence());
      return new Judgement(result, Optional.of(trusted.policy()));
    }
    Rejected rejected = (Rejected) appraisal;
    TrustResult result =
        TrustResult.rejected(
            quote.asked(),
            rejected.objections().stream().map(PolicyAppraisal::told).toList(),
            Optional.of(rejected.evidence()));
    return new Judgement(
        inForce.isEmpty() ? result : result.by(told(inForce.get(0).id())), Optional.empty());
  }

  private static String told(PolicyId policy) {
    return "%s version %d".formatted(policy.name(), policy.version());
  }

  private static String told(Objection objection) {
    return objection.detail().isEmpty()
        ? objection.plain()
        : "%s (%s)".formatted(objection.plain(), objection.detail());
  }

  @Override
  public Instant changedAt() {
    return policies.changedAt();
  }

  @Override
  public PoliciesInForce policies() {
    return policies;
  }
}
