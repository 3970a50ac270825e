package org.icecoat.trust.policy.appraisal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.ProvenTpm;

/**
 * What a changed policy would do to nodes. Evidence does not hold the TPM's class and maker, so
 * these are judged apart from it.
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

  /** By what a node measured. */
  public Effect judge(Measurements measured) {
    return effect((policy, found) -> MeasurementCheck.judge(policy, measured, found));
  }

  /** By what a node's TPM is. */
  public Effect judge(ProvenTpm tpm) {
    return effect((policy, found) -> TpmCheck.judge(policy, tpm, found));
  }

  /** Whether other TPMs are believed than before, by class or by maker. */
  public boolean changesTpms() {
    return before.filter(policy -> !policy.tpms().allowsSameTpms(after.tpms())).isPresent();
  }

  private Effect effect(BiConsumer<AppraisalPolicy, Objections> check) {
    return new Effect(
        before.map(policy -> objections(policy, check)).orElse(List.of()),
        objections(after, check));
  }

  private static List<Objection> objections(
      AppraisalPolicy policy, BiConsumer<AppraisalPolicy, Objections> check) {
    Objections found = new Objections();
    check.accept(policy, found);
    return found.all();
  }
}
