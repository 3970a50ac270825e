package org.icecoat.trust.policy.appraisal;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.policy.PolicyId;

/**
 * A node that is not trusted.
 *
 * @param refusals one for each policy that was asked; not empty
 */
public record Rejected(Sha256 evidence, Instant appraised, List<Refusal> refusals)
    implements Appraisal {
  /**
   * What one policy has against the node.
   *
   * @param policy null if none was in force
   * @param objections all of them; not empty
   */
  public record Refusal(PolicyId policy, List<Objection> objections) {
    public Refusal {
      objections = List.copyOf(objections);
      if (objections.isEmpty()) {
        throw new IllegalArgumentException("A refusal needs a reason");
      }
    }
  }

  public Rejected {
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(appraised, "appraised");
    refusals = List.copyOf(refusals);
    if (refusals.isEmpty()) {
      throw new IllegalArgumentException("A rejection needs a refusal");
    }
  }

  /** Every objection of every policy, each once. */
  public List<Objection> objections() {
    return refusals.stream().flatMap(each -> each.objections().stream()).distinct().toList();
  }

  /** For people: a sentence for each reason. */
  public String plain() {
    return objections().stream().map(Objection::plain).distinct().collect(Collectors.joining(". "));
  }

  /** For logs: every objection with its details. */
  public String detailed() {
    return objections().stream().map(Object::toString).collect(Collectors.joining("; "));
  }
}
