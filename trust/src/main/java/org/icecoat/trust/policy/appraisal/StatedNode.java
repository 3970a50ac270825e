package org.icecoat.trust.policy.appraisal;

import java.util.Objects;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.structure.PcrBank;

/**
 * A node whose quote was refused, and what it states besides. That is held against it and never
 * speaks for it: whatever policies think of this node, it is not trusted.
 *
 * @param tpm what enrolment proved of its TPM
 * @param before what policies have against earlier lines of its list of files
 */
public record StatedNode(RefusedQuote quote, Evidence evidence, ProvenTpm tpm, FilesBefore before) {
  public StatedNode {
    Objects.requireNonNull(quote, "quote");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(tpm, "tpm");
    Objects.requireNonNull(before, "before");
  }

  /** A node whose list of files nobody has judged before. */
  public static StatedNode of(Verdict.Refused<?> quote, Evidence evidence, ProvenTpm tpm) {
    return of(quote, evidence, tpm, FilesBefore.NONE);
  }

  public static StatedNode of(
      Verdict.Refused<?> quote, Evidence evidence, ProvenTpm tpm, FilesBefore before) {
    return new StatedNode(RefusedQuote.of(evidence, quote), evidence, tpm, before);
  }

  MeasuredLogs logs() {
    return new StatedLogs(
        evidence.logs(),
        before.position().from(),
        quote.values().filter(known -> known.bank() == PcrBank.SHA256));
  }
}
