package org.icecoat.trust.proxy;

import java.util.List;
import java.util.stream.Collectors;

/** What came of judging a caller. */
public sealed interface CallerVerdict {
  /** The caller is who the chain says. */
  record Authenticated(AuthenticatedCaller caller) implements CallerVerdict {}

  /** All that is wrong with the chain; not empty. */
  record Refused(List<Finding> findings) implements CallerVerdict {
    public Refused {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("A refusal needs a reason");
      }
    }

    /** For the client: a sentence for each reason. */
    public String plain() {
      return findings.stream()
          .map(finding -> finding.reason().plain())
          .distinct()
          .collect(Collectors.joining(". "));
    }

    /** For the log: every finding with its place and details. */
    public String detailed() {
      return findings.stream().map(Finding::toString).collect(Collectors.joining("; "));
    }
  }
}
