package org.icecoat.console.policy;

import java.util.List;
import org.icecoat.trust.policy.appraisal.Objection;
import org.icecoat.trust.policy.appraisal.PolicyComparison.Effect;

/** Something against a node; {@code added} if the policy in force does not object to it. */
record Problem(String code, String description, String detail, boolean added) {
  static List<Problem> of(Effect effect) {
    List<Objection> added = effect.added();
    return effect.after().stream()
        .map(each -> new Problem(each.code(), each.plain(), each.detail(), added.contains(each)))
        .toList();
  }

  String line(boolean compared) {
    String known = compared && !added ? " [as before]" : "";
    return "  %s: %s (%s)%s".formatted(description, detail, code, known);
  }
}
