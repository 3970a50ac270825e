package org.icecoat.trust.policy.signature;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of judging a signed policy. */
public sealed interface PolicyVerdict {
  /** It may be used. */
  record Accepted(SignedPolicy policy) implements PolicyVerdict {}

  /** All that is wrong; not empty. */
  record Refused(List<Finding> findings) implements PolicyVerdict {
    public Refused {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("A refusal needs a reason");
      }
    }

    /** For people: a sentence for each reason, with its details. */
    public String plain() {
      return findings.stream().map(Finding::plain).distinct().collect(Collectors.joining(". "));
    }
  }

  /**
   * One thing that is wrong.
   *
   * @param detail without line breaks; may be empty
   */
  record Finding(Doubt doubt, String detail) {
    private static final int MAXIMAL_DETAIL = 500;

    public Finding {
      Objects.requireNonNull(doubt, "doubt");
      String oneLine = detail.replaceAll("\\p{Cntrl}", " ");
      detail = oneLine.substring(0, Math.min(MAXIMAL_DETAIL, oneLine.length()));
    }

    String plain() {
      return detail.isEmpty() ? doubt.plain() : "%s (%s)".formatted(doubt.plain(), detail);
    }

    @Override
    public String toString() {
      return doubt + ": " + detail;
    }
  }

  static PolicyVerdict refused(Doubt doubt, String detail) {
    return new Refused(List.of(new Finding(doubt, detail)));
  }

  /** The policy, if it may be used. */
  default Optional<SignedPolicy> accepted() {
    return this instanceof Accepted accepted ? Optional.of(accepted.policy()) : Optional.empty();
  }

  /** All that is wrong; empty if accepted. */
  default List<Finding> findings() {
    return this instanceof Refused refused ? refused.findings : List.of();
  }
}
