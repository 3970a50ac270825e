package org.icecoat.console.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.icecoat.wire.administration.NodeRecordType;
import org.icecoat.wire.factory.NodeSummaryType;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.LabelType;

/**
 * A node as clients see it. {@code capacity} and {@code free} are null while it is silent, {@code
 * trust} where nodes are not asked to prove what they run.
 */
public record NodeView(
    String name,
    String state,
    List<Named> vmms,
    List<String> architectures,
    Sizing capacity,
    Sizing free,
    List<String> datasets,
    Map<String, String> labels,
    NodeTrust.Standing trust) {

  public static NodeView of(NodeSummaryType wire) {
    Map<String, String> labels = new TreeMap<>();
    for (LabelType label : wire.getLabel()) {
      labels.put(label.getName(), label.getValue());
    }
    return new NodeView(
        wire.getName(),
        wire.getState().value(),
        wire.getVmm().stream().map(Named::of).toList(),
        List.copyOf(wire.getArchitecture()),
        Sizing.of(wire.getCapacity()),
        Sizing.of(wire.getFree()),
        List.copyOf(wire.getDataset()),
        labels,
        NodeTrust.Standing.of(wire.getTrust()));
  }

  /**
   * A node as administrators see it; {@code heardAt} and {@code why} may be null, and {@code tpm}
   * and {@code trust} where the factory never asked it to prove itself. Changes of its verdicts by
   * each policy are told, the newest first.
   */
  public record Full(
      NodeView node,
      String endpoint,
      String dn,
      Instant enrolledAt,
      Instant heardAt,
      String pluginVersion,
      String why,
      int vms,
      List<Finding> health,
      int foreignDomains,
      NodeTrust.Tpm tpm,
      NodeTrust trust,
      List<NodeTrust.Change> trustChanges) {

    public static Full of(NodeRecordType wire) {
      return new Full(
          NodeView.of(wire.getSummary()),
          wire.getEndpoint(),
          wire.getDn(),
          wire.getEnrolledAt(),
          wire.getHeardAt(),
          wire.getPluginVersion(),
          wire.getWhy(),
          wire.getVms(),
          wire.getHealth().stream().map(Finding::of).toList(),
          wire.getForeignDomains(),
          NodeTrust.Tpm.of(wire.getTpm()),
          NodeTrust.of(wire.getTrust()),
          wire.getTrustChange().stream().map(NodeTrust.Change::of).toList());
    }
  }

  /** Something that is wrong, and what to do. */
  public record Finding(String code, String description) {
    public static Finding of(HealthFindingType wire) {
      return new Finding(wire.getCode(), wire.getDescription());
    }
  }
}
