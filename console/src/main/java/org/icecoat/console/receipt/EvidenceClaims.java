package org.icecoat.console.receipt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.console.proof.Claim;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.policy.appraisal.Measurements;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.structure.Octets;

/** Holds what a factory says to have judged against the evidence itself. */
final class EvidenceClaims {
  private static final String JUDGED = "judged";

  private EvidenceClaims() {}

  /**
   * What the bytes prove of the factory's verdict. Whose TPM quoted, and when, they do not tell:
   * the factory's challenge is gone.
   *
   * @param trust that names the evidence
   */
  static List<Claim> of(Octets bytes, FactoryPart.Trust trust) {
    Sha256 named = trust.evidence().orElseThrow();
    Evidence evidence;
    try {
      evidence = Evidence.parse(bytes);
    } catch (TrustException e) {
      return List.of(Claim.refuted(JUDGED, "these bytes are no evidence: " + e.getMessage()));
    }
    return evidence.digest().equals(named)
        ? Stream.concat(
                of(Measurements.claimed(evidence), trust.verdict()).stream(),
                files(evidence.logs().from()).stream())
            .toList()
        : List.of(
            Claim.refuted(
                JUDGED,
                "the evidence is %s, the receipt names %s".formatted(evidence.digest(), named)));
  }

  private static List<Claim> of(Verdict<Measurements> quote, FactoryPart.Verdict verdict) {
    if (quote instanceof Verdict.Refused<Measurements> refused) {
      String wrong = "its quote is wrong in itself: " + refused.plain();
      return List.of(
          verdict == FactoryPart.Verdict.TRUSTED
              ? Claim.refuted(JUDGED, "the evidence is the named one, and " + wrong)
              : Claim.proved(JUDGED, "the evidence is the named one; " + wrong));
    }
    return List.of(
        Claim.proved(JUDGED, "the evidence is the named one; its quote is right in itself"),
        Claim.stated("TPM", "that the node's TPM made the quote, then, is the factory's word"));
  }

  /** What evidence with a part of the list of files leaves open. */
  private static Optional<Claim> files(Evidence.ImaFrom from) {
    return from.lines() == 0
        ? Optional.empty()
        : Optional.of(
            Claim.unproved(
                "files",
                "the evidence goes on after line %d of the node's list; the factory had judged those before"
                    .formatted(from.lines())));
  }
}
