package org.icecoat.plugin.dataset;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.plugin.SiteReason;

/** The rules of a site. What no rule permits is refused. */
public record SitePolicy(List<PolicyRule> rules) {
  public SitePolicy {
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /** Why the dataset stays closed; empty if a rule opens it. */
  Optional<SiteReason> refusal(DatasetName dataset, PolicyQuestion question) {
    List<PolicyRule> about =
        rules.stream().filter(rule -> rule.datasets().contains(dataset)).toList();
    if (about.isEmpty()) {
      return Optional.of(
          new SiteReason(dataset.value(), "NO_RULE", "No rule of the site opens it"));
    }
    List<List<String>> wants = about.stream().map(rule -> rule.missing(question)).toList();
    if (wants.stream().anyMatch(List::isEmpty)) {
      return Optional.empty();
    }
    String needs =
        String.join("; or ", wants.stream().map(want -> String.join(" and ", want)).toList());
    return Optional.of(
        new SiteReason(dataset.value(), "NOT_PERMITTED", "The site's policy wants " + needs));
  }
}
