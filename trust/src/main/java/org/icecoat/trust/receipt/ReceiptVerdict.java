package org.icecoat.trust.receipt;

import java.util.List;
import java.util.Optional;

/** What came of judging a receipt. */
public sealed interface ReceiptVerdict {
  /**
   * Nothing in it is wrong.
   *
   * @param node empty if the factory says that the node's part is missing
   */
  record Verified(SignedPart<FactoryPart> factory, Optional<SignedPart<NodePart>> node)
      implements ReceiptVerdict {}

  /** All that is wrong; not empty. */
  record Refused(List<ReceiptFinding> findings) implements ReceiptVerdict {
    public Refused {
      findings = List.copyOf(findings);
      if (findings.isEmpty()) {
        throw new IllegalArgumentException("A refusal needs a reason");
      }
    }
  }

  /** All that is wrong; empty if verified. */
  default List<ReceiptFinding> findings() {
    return this instanceof Refused refused ? refused.findings : List.of();
  }
}
