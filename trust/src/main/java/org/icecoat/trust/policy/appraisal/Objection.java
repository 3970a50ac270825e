package org.icecoat.trust.policy.appraisal;

import java.util.Objects;
import org.icecoat.trust.evidence.Finding;

/** One reason not to trust a node. */
public sealed interface Objection {
  /** The evidence itself is wrong: its quote, or a log that does not lead to its PCRs. */
  record OfEvidence(Finding finding) implements Objection {
    public OfEvidence {
      Objects.requireNonNull(finding, "finding");
    }

    @Override
    public String code() {
      return finding.reason().name();
    }

    @Override
    public String plain() {
      return finding.reason().plain();
    }

    @Override
    public String detail() {
      return finding.detail();
    }

    @Override
    public String toString() {
      return finding.toString();
    }
  }

  /**
   * The evidence is right, and a policy does not allow what it shows.
   *
   * @param detail what was found and what would be allowed, without line breaks
   */
  record OfPolicy(PolicyReason reason, String detail) implements Objection {
    private static final int MAXIMAL_DETAIL = 500;

    public OfPolicy {
      Objects.requireNonNull(reason, "reason");
      String oneLine = detail.replaceAll("\\p{Cntrl}", " ");
      detail = oneLine.substring(0, Math.min(MAXIMAL_DETAIL, oneLine.length()));
    }

    @Override
    public String code() {
      return reason.name();
    }

    @Override
    public String plain() {
      return reason.plain();
    }

    @Override
    public String toString() {
      return reason + ": " + detail;
    }
  }

  /** The stable name of the check. */
  String code();

  /** A sentence for people, without full stop. */
  String plain();

  /** Which event, component or PCR; may be empty. */
  String detail();
}
