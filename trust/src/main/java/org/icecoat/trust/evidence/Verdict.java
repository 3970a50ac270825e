package org.icecoat.trust.evidence;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of judging evidence: something proven, or every reason against it. */
public sealed interface Verdict<T> {
  /** What has been proven. */
  record Accepted<T>(T proven) implements Verdict<T> {}

  /** All that is wrong; not empty. */
  record Refused<T>(List<Finding> findings) implements Verdict<T> {
    public Refused {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("A refusal needs a reason");
      }
    }

    /** For people: a sentence for each reason. */
    public String plain() {
      return findings.stream()
          .map(finding -> finding.reason().plain())
          .distinct()
          .collect(Collectors.joining(". "));
    }

    /** For logs: every finding with its details. */
    public String detailed() {
      return findings.stream().map(Finding::toString).collect(Collectors.joining("; "));
    }

    /** The same refusal of something else. */
    public <S> Verdict<S> retyped() {
      return new Refused<>(findings);
    }
  }

  static <T> Verdict<T> refused(Reason reason, String detail) {
    return new Refused<>(List.of(new Finding(reason, detail)));
  }

  /** What has been proven, if it has. */
  default Optional<T> accepted() {
    return this instanceof Accepted<T> accepted ? Optional.of(accepted.proven()) : Optional.empty();
  }

  /** All that is wrong; empty if accepted. */
  default List<Finding> findings() {
    return this instanceof Refused<T> refused ? refused.findings : List.of();
  }
}
