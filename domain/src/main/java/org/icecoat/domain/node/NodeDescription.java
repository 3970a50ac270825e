package org.icecoat.domain.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.domain.resources.Capacity;

/**
 * What a node says of itself.
 *
 * @param capacity what its site gives to Icecoat in all, not what is free
 * @param labels facts that the site states; the vocabulary is open
 */
public record NodeDescription(
    NodeName name,
    String pluginVersion,
    List<Vmm> vmms,
    Set<String> architectures,
    Capacity capacity,
    Set<DatasetName> datasets,
    Map<String, String> labels,
    List<HealthFinding> health) {
  public NodeDescription {
    vmms = List.copyOf(vmms);
    architectures = Set.copyOf(architectures);
    datasets = Set.copyOf(datasets);
    labels = Map.copyOf(labels);
    health = List.copyOf(health);
  }
}
