package org.icecoat.trust.log;

import java.util.List;
import java.util.stream.Collectors;

/** What came of judging a log's head, or an image's proof. */
public sealed interface ProofVerdict {
  /**
   * Everything that was shown is right.
   *
   * @param head to be remembered from now on
   */
  record Proved(RememberedHead head) implements ProofVerdict {}

  /** All that is wrong; not empty. */
  record Refused(List<LogFinding> findings) implements ProofVerdict {
    public Refused {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("A refusal needs a reason");
      }
    }

    /** A sentence for each reason. */
    public String plain() {
      return findings.stream().map(LogFinding::detail).collect(Collectors.joining("; "));
    }
  }
}
