package org.icecoat.plugin.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.plugin.SiteReason;

/** The node's datasets behind the site's policy: the only way to a dataset's disk. */
public final class SiteDatasets {
  private final List<Dataset> datasets;
  private final PolicyFile policy;

  /**
   * The datasets that the site has configured.
   *
   * @throws IllegalArgumentException if a name occurs twice
   */
  public SiteDatasets(List<Dataset> datasets, Path policyFile) {
    this.datasets = datasets.stream().sorted(Comparator.comparing(Dataset::name)).toList();
    this.policy = new PolicyFile(policyFile);
    if (datasets.stream().map(Dataset::name).distinct().count() < datasets.size()) {
      throw new IllegalArgumentException("datasets: a name occurs twice");
    }
  }

  public List<Dataset> all() {
    return datasets;
  }

  /** Whether the VM may see all datasets that it asks for; for none the answer is yes. */
  public SiteDecision decide(PolicyQuestion question) {
    List<SiteReason> reasons = new ArrayList<>();
    List<Dataset> permitted = new ArrayList<>();
    Optional<SitePolicy> rules = policy.current();
    for (DatasetName name : question.datasets()) {
      Optional<Dataset> held = find(name);
      Optional<SiteReason> refusal =
          held.isEmpty() ? Optional.of(notHeld(name)) : refusal(rules, name, question);
      refusal.ifPresentOrElse(reasons::add, () -> permitted.add(held.get()));
    }
    return reasons.isEmpty()
        ? new SiteDecision.Permitted(permitted)
        : new SiteDecision.Refused(reasons);
  }

  private static Optional<SiteReason> refusal(
      Optional<SitePolicy> rules, DatasetName name, PolicyQuestion question) {
    return rules
        .map(policy -> policy.refusal(name, question))
        .orElseGet(
            () ->
                Optional.of(
                    new SiteReason(
                        name.value(),
                        "POLICY_BROKEN",
                        "The site's policy cannot be read at present")));
  }

  private static SiteReason notHeld(DatasetName name) {
    return new SiteReason(name.value(), "NO_SUCH_DATASET", "This node does not hold it");
  }

  private Optional<Dataset> find(DatasetName name) {
    return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
  }

  /** What the site's administrator has to put right. */
  public List<HealthFinding> health() {
    List<HealthFinding> findings = new ArrayList<>();
    policy
        .trouble()
        .map(
            trouble ->
                new HealthFinding(
                    "POLICY_BROKEN",
                    "Every dataset is closed: the policy file cannot be used; the log says why"))
        .ifPresent(findings::add);
    datasets.stream()
        .filter(dataset -> !Files.isReadable(dataset.disk()))
        .map(
            dataset ->
                new HealthFinding(
                    "DATASET_UNREADABLE",
                    "The disk of dataset " + dataset.name() + " cannot be read: see its path"))
        .forEach(findings::add);
    return findings;
  }
}
