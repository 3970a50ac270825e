package org.icecoat.trust.policy.appraisal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.policy.AppraisalPolicy;

/**
 * What a changed policy would do to nodes. The TPMs' class and maker are not looked at: evidence
 * does not hold them.
 *
 * @param before the policy in force, if there is one
 */
public record PolicyComparison(Optional<AppraisalPolicy> before, AppraisalPolicy after) {
  /**
   * What becomes of one node.
   *
   * @param before objections of the policy in force; empty as well if there is none
   */
  public record Effect(List<Objection> before, List<Objection> after) {
    public Effect {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }

    public boolean accepted() {
      return after.isEmpty();
    }

    /** Whether the change alone refuses the node. */
    public boolean newlyRefused() {
      return before.isEmpty() && !after.isEmpty();
    }

    /** What the changed policy has against the node and the one in force has not. */
    public List<Objection> added() {
      List<Objection> added = new ArrayList<>(after);
      added.removeAll(before);
      return added;
    }
  }

  public Effect judge(Measurements measured) {
    return new Effect(
        before.map(policy -> objections(policy, measured)).orElse(List.of()),
        objections(after, measured));
  }

  private static List<Objection> objections(AppraisalPolicy policy, Measurements measured) {
    Objections found = new Objections();
    MeasurementCheck.judge(policy, measured, found);
    return found.all();
  }
}
