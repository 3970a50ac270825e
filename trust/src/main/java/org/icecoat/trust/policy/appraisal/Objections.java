package org.icecoat.trust.policy.appraisal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;

/**
 * Gathers objections. Of each reason so many are kept in full, and of the rest the number, so that
 * a hostile log makes no endless result.
 */
final class Objections {
  private static final int MOST_OF_A_KIND = 50;

  private final List<Objection> kept = new ArrayList<>();
  private final Map<Reason, Integer> evidenceCounts = new EnumMap<>(Reason.class);
  private final Map<PolicyReason, Integer> counts = new EnumMap<>(PolicyReason.class);

  void add(PolicyReason reason, String detail) {
    if (counts.merge(reason, 1, Integer::sum) <= MOST_OF_A_KIND) {
      kept.add(new Objection.OfPolicy(reason, detail));
    }
  }

  void add(List<Finding> findings) {
    findings.forEach(this::add);
  }

  void add(Finding finding) {
    if (evidenceCounts.merge(finding.reason(), 1, Integer::sum) <= MOST_OF_A_KIND) {
      kept.add(new Objection.OfEvidence(finding));
    }
  }

  void add(Objection objection) {
    if (objection instanceof Objection.OfEvidence found) {
      add(found.finding());
    } else if (objection instanceof Objection.OfPolicy found) {
      add(found.reason(), found.detail());
    }
  }

  boolean none() {
    return kept.isEmpty();
  }

  List<Objection> all() {
    List<Objection> all = new ArrayList<>(kept);
    counts.forEach(
        (reason, count) -> {
          if (count > MOST_OF_A_KIND) {
            String more = "and %d more".formatted(count - MOST_OF_A_KIND);
            all.add(new Objection.OfPolicy(reason, more));
          }
        });
    evidenceCounts.forEach(
        (reason, count) -> {
          if (count > MOST_OF_A_KIND) {
            String more = "and %d more".formatted(count - MOST_OF_A_KIND);
            all.add(new Objection.OfEvidence(new Finding(reason, more)));
          }
        });
    return all;
  }
}
