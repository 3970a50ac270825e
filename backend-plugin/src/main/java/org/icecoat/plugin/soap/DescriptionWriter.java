package org.icecoat.plugin.soap;

import java.util.Map;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.plugin.dataset.Dataset;
import org.icecoat.plugin.node.NodeSelf;
import org.icecoat.plugin.order.NodeListing;
import org.icecoat.plugin.vmm.VmmCapabilities;
import org.icecoat.wire.plugin.ForeignDomainType;
import org.icecoat.wire.plugin.ListResponse;
import org.icecoat.wire.types.CapacityType;
import org.icecoat.wire.types.DatasetType;
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.LabelType;
import org.icecoat.wire.types.NodeDescriptionType;
import org.icecoat.wire.types.VmmType;

/** Writes what the node says of itself and all that it runs. */
final class DescriptionWriter {
  private static final int LONGEST_TEXT = 1024;

  private DescriptionWriter() {}

  static NodeDescriptionType node(NodeSelf self) {
    NodeDescriptionType wire = new NodeDescriptionType();
    wire.setName(self.configuration().name().value());
    wire.setPluginVersion(self.version());
    VmmCapabilities capabilities = self.capabilities();
    wire.getVmm().add(vmm(capabilities));
    wire.getArchitecture().addAll(capabilities.architectures());
    wire.setCapacity(capacity(self.configuration().capacity().capacity()));
    self.datasets().all().forEach(dataset -> wire.getDataset().add(dataset(dataset)));
    self.configuration().labels().entrySet().forEach(label -> wire.getLabel().add(label(label)));
    self.health().forEach(finding -> wire.getHealth().add(finding(finding)));
    return wire;
  }

  private static VmmType vmm(VmmCapabilities capabilities) {
    VmmType wire = new VmmType();
    wire.setName(capabilities.name());
    wire.setVersion(capabilities.version());
    return wire;
  }

  private static CapacityType capacity(Capacity capacity) {
    CapacityType wire = new CapacityType();
    wire.setCpus((int) capacity.cpus());
    wire.setMemoryMiB((int) capacity.memoryMiB());
    wire.setDiskMiB(capacity.diskMiB());
    return wire;
  }

  private static DatasetType dataset(Dataset dataset) {
    DatasetType wire = new DatasetType();
    wire.setName(dataset.name().value());
    wire.setDescription(dataset.description());
    return wire;
  }

  private static LabelType label(Map.Entry<String, String> label) {
    LabelType wire = new LabelType();
    wire.setName(label.getKey());
    wire.setValue(label.getValue());
    return wire;
  }

  private static HealthFindingType finding(HealthFinding finding) {
    HealthFindingType wire = new HealthFindingType();
    wire.setCode(finding.code());
    String text = finding.description();
    wire.setDescription(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    return wire;
  }

  static ListResponse listing(NodeListing listing) {
    ListResponse wire = new ListResponse();
    listing.reports().forEach(report -> wire.getReport().add(ReportWriter.report(report)));
    listing.foreign().forEach(foreign -> wire.getForeign().add(foreign(foreign)));
    return wire;
  }

  private static ForeignDomainType foreign(NodeListing.Foreign foreign) {
    ForeignDomainType wire = new ForeignDomainType();
    wire.setId(foreign.id().toString());
    wire.setName(foreign.name());
    return wire;
  }
}
