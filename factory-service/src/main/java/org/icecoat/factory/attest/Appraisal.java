package org.icecoat.factory.attest;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.service.policy.PoliciesInForce;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.structure.PcrSelection;

/** What the site demands of its nodes. */
public interface Appraisal {
  /** The policy of VMs that ask for none; it may not be in force. */
  PolicyName usual();

  /** The policies in force. */
  Set<PolicyName> inForce();

  /** The PCRs that a quote has to cover for all policies in force; empty if there is none. */
  Optional<PcrSelection> selection();

  /** Judges what a node has proved, by one policy; fails closed. */
  TrustResult judge(PolicyName policy, VerifiedQuote quote, Evidence evidence, EnrolledTpm tpm);

  /** When other policies came into force last: results of before do not tell what holds now. */
  Instant changedAt();

  /** By what it judges. */
  PoliciesInForce policies();
}
