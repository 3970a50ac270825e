package org.icecoat.console.verify;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icecoat.console.proof.Claim;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.policy.PolicyId;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.appraisal.Appraisal;
import org.icecoat.trust.policy.appraisal.Appraiser;
import org.icecoat.trust.policy.appraisal.Objection;
import org.icecoat.trust.policy.appraisal.Rejected;
import org.icecoat.trust.policy.appraisal.StatedNode;
import org.icecoat.trust.policy.appraisal.Trusted;
import org.icecoat.trust.policy.signature.AcceptedPolicy;

/** Whether what was measured on the node is what the user's policies ask for. */
final class SoftwareCheck {
  private static final int MOST_OBJECTIONS = 8;

  private final Policies policies;
  private final Clock clock;

  SoftwareCheck(Policies policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * Judges what a right quote shows.
   *
   * @param endorsement of the TPM, if it is proved
   */
  List<Claim> claims(VerifiedQuote quote, Evidence evidence, Optional<EndorsementKey> endorsement) {
    return unjudged(endorsement)
        .orElseGet(() -> judged(quote, evidence, ProvenTpm.of(endorsement.orElseThrow())));
  }

  /**
   * Judges what is stated beside a quote that was refused: it may be refuted, and is never proved.
   */
  List<Claim> claims(
      Verdict.Refused<?> quote, Evidence evidence, Optional<EndorsementKey> endorsement) {
    return unjudged(endorsement)
        .orElseGet(
            () -> stated(StatedNode.of(quote, evidence, ProvenTpm.of(endorsement.orElseThrow()))));
  }

  private List<Claim> stated(StatedNode node) {
    List<Objection> against = new Appraiser(clock).besides(node, policies.inForce());
    return List.of(
        against.isEmpty()
            ? Claim.unproved("software", "no right quote bears out what the node says of it")
            : Claim.refuted("software", objections(against)));
  }

  private Optional<List<Claim>> unjudged(Optional<EndorsementKey> endorsement) {
    if (policies.inForce().isEmpty()) {
      return Optional.of(List.of(Claim.unproved("software", "there is no policy to judge it by")));
    }
    return endorsement.isPresent()
        ? Optional.empty()
        : Optional.of(
            List.of(
                Claim.unproved("software", "it is measured by a TPM of which nothing is proved")));
  }

  private List<Claim> judged(VerifiedQuote quote, Evidence evidence, ProvenTpm tpm) {
    Appraisal appraisal = new Appraiser(clock).appraise(quote, evidence, tpm, policies.inForce());
    return appraisal instanceof Trusted trusted
        ? accepted(trusted)
        : List.of(Claim.refuted("software", objections(((Rejected) appraisal).objections())));
  }

  private List<Claim> accepted(Trusted trusted) {
    PolicyId policy = trusted.policy();
    String by = "as %s version %d asks".formatted(policy.name(), policy.version());
    List<Claim> claims = new ArrayList<>();
    claims.add(
        policies.vouched()
            ? Claim.proved("software", by)
            : Claim.unproved("software", by + ", and nobody is named who may sign it"));
    claims.add(files(policy));
    return claims;
  }

  /** A policy that asks for files and not for the boot beside them accepts no node. */
  private Claim files(PolicyId policy) {
    if (!looksAtFiles(policy)) {
      return Claim.unproved(
          "files",
          "the policy asks for no list of the files that the node used (IMA): what it says of"
              + " its components is its word");
    }
    String listed = "the kernel that was booted listed none (IMA) that the policy does not allow";
    return policies.vouched()
        ? Claim.proved("files", listed)
        : Claim.unproved("files", listed + ", and nobody is named who may sign it");
  }

  private boolean looksAtFiles(PolicyId id) {
    return policies.inForce().stream()
        .map(AcceptedPolicy::signed)
        .filter(signed -> signed.id().equals(id))
        .anyMatch(signed -> signed.policy().ima().asked());
  }

  private static String objections(List<Objection> all) {
    String told =
        all.stream()
            .limit(MOST_OBJECTIONS)
            .map(SoftwareCheck::told)
            .collect(Collectors.joining("; "));
    return all.size() > MOST_OBJECTIONS
        ? "%s; and %d more".formatted(told, all.size() - MOST_OBJECTIONS)
        : told;
  }

  private static String told(Objection one) {
    return one.detail().isEmpty()
        ? one.plain()
        : "%s (%s: %s)".formatted(one.plain(), one.code(), one.detail());
  }
}
