package org.icecoat.factory.soap;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.administration.NodeAdministration.NodeView;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.standing.TrustRules;
import org.icecoat.wire.administration.NodeRecordType;
import org.icecoat.wire.factory.NodeStateType;
import org.icecoat.wire.factory.NodeSummaryType;
import org.icecoat.wire.types.CapacityType;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.LabelType;

/** Writes what clients and administrators are told of nodes. */
final class NodeSummaries {
  private final TrustRules rules;
  private final InstantSource clock;

  NodeSummaries(TrustRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** What everybody may know. */
  NodeSummaryType summary(EnrolledNode node, Optional<Capacity> free) {
    NodeSummaryType wire = new NodeSummaryType();
    wire.setName(node.name().value());
    wire.setState(NodeStateType.valueOf(node.state().name()));
    node.description().ifPresent(says -> describe(wire, says));
    free.ifPresent(room -> wire.setFree(capacity(room)));
    Instant now = clock.instant();
    rules
        .usual(node, now)
        .map(standing -> NodeTrustWriter.standing(standing, now))
        .ifPresent(wire::setTrust);
    return wire;
  }

  private static void describe(NodeSummaryType wire, NodeDescription says) {
    says.vmms().forEach(vmm -> wire.getVmm().add(VmWriter.vmm(vmm)));
    says.architectures().forEach(each -> wire.getArchitecture().add(each.value()));
    wire.setCapacity(capacity(says.capacity()));
    says.datasets().stream().sorted().map(DatasetName::value).forEach(wire.getDataset()::add);
    says.labels().forEach((name, value) -> wire.getLabel().add(label(name, value)));
  }

  private static LabelType label(String name, String value) {
    LabelType wire = new LabelType();
    wire.setName(name);
    wire.setValue(value);
    return wire;
  }

  static CapacityType capacity(Capacity capacity) {
    CapacityType wire = new CapacityType();
    wire.setCpus((int) Math.min(Integer.MAX_VALUE, Math.max(0, capacity.cpus())));
    wire.setMemoryMiB((int) Math.min(Integer.MAX_VALUE, Math.max(0, capacity.memoryMiB())));
    wire.setDiskMiB(Math.max(0, capacity.diskMiB()));
    return wire;
  }

  /** What administrators know. */
  NodeRecordType record(NodeView view) {
    EnrolledNode node = view.node();
    NodeRecordType wire = new NodeRecordType();
    Optional<Capacity> free =
        node.description().map(says -> says.capacity().minus(view.used().taken()));
    wire.setSummary(summary(node, free));
    wire.setEndpoint(node.address().endpoint().toString());
    wire.setDn(node.address().dn().toString());
    wire.setEnrolledAt(node.enrolledAt());
    node.heardAt().ifPresent(wire::setHeardAt);
    node.why().ifPresent(wire::setWhy);
    wire.setVms(Math.toIntExact(view.used().vms()));
    wire.setForeignDomains(node.foreignDomains());
    node.description().ifPresent(says -> health(wire, says));
    view.tpm().map(NodeTrustWriter::tpm).ifPresent(wire::setTpm);
    view.trust()
        .map(result -> NodeTrustWriter.trust(result, clock.instant()))
        .ifPresent(wire::setTrust);
    view.changes().stream().map(NodeTrustWriter::change).forEach(wire.getTrustChange()::add);
    return wire;
  }

  private static void health(NodeRecordType wire, NodeDescription says) {
    wire.setPluginVersion(says.pluginVersion());
    says.health()
        .forEach(
            finding -> {
              HealthFindingType each = new HealthFindingType();
              each.setCode(finding.code());
              each.setDescription(finding.description());
              wire.getHealth().add(each);
            });
  }
}
