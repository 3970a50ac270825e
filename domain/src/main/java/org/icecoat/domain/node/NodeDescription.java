package org.icecoat.domain.node;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.resources.Capacity;

/**
 * What a node says of itself.
 *
 * @param vmms virtual-machine monitors, such as qemu-kvm, qemu-tcg or test
 * @param capacity what its site gives to Icecoat in all, not what is free
 * @param labels facts that the site states; the vocabulary is open
 */
public record NodeDescription(
    NodeName name,
    String pluginVersion,
    List<Component> vmms,
    Set<Architecture> architectures,
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
