package org.icecoat.factory.request;

import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.node.NodeName;

/** What the node must offer: a VMM, labels with exact values, or one node by name. */
public record SiteRequirements(
    Optional<NodeName> node, Optional<ComponentRequirement> vmm, Map<String, String> labels) {
  public SiteRequirements {
    labels = Map.copyOf(labels);
  }

  public static SiteRequirements anything() {
    return new SiteRequirements(Optional.empty(), Optional.empty(), Map.of());
  }
}
