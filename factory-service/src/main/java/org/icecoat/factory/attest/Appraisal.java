package org.icecoat.factory.attest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.service.policy.PoliciesInForce;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.appraisal.FilesBefore;
import org.icecoat.trust.policy.appraisal.StatedNode;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.structure.PcrSelection;

/** What the site demands of its nodes. */
public interface Appraisal {
  /** The policy of VMs that ask for none; it may not be in force. */
  PolicyName usual();

  /** The policies in force. */
  Set<PolicyName> inForce();

  /** The PCRs that a quote has to cover for all policies in force; empty if there is none. */
  Optional<PcrSelection> selection();

  /** All versions in force of all policies, the newest of each first. */
  List<AcceptedPolicy> versions();

  /**
   * What came of judging by one policy.
   *
   * @param by the version that accepts the node
   */
  record Judgement(TrustResult result, Optional<PolicyId> by) {}

  /**
   * Judges what a node has proved, by one policy; fails closed.
   *
   * @param before of the list of its files
   */
  Judgement judge(
      PolicyName policy,
      VerifiedQuote quote,
      Evidence evidence,
      EnrolledTpm tpm,
      FilesBefore before);

  /**
   * What one policy has against a node whose quote was refused, beside that, for people; no policy
   * can make such a node trusted.
   */
  List<String> besides(PolicyName policy, StatedNode stated);

  /**
   * When the version of a policy that a result names ends, or has ended, to be in force; empty if
   * that is not known to end.
   */
  Optional<Instant> end(TrustResult result);

  /** A result as it counts: no longer than the version of the policy that it names is in force. */
  default TrustResult counted(TrustResult result) {
    return end(result).map(result::endingBy).orElse(result);
  }

  /** When other policies came into force last: results of before do not tell what holds now. */
  Instant changedAt();

  /** By what it judges. */
  PoliciesInForce policies();
}
