package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmProgress;
import org.icecoat.factory.application.ApplicationReport;
import org.icecoat.factory.application.ApplicationState;
import org.icecoat.factory.application.Output;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.VmReport;
import org.icecoat.wire.plugin.VmReportType;
import org.icecoat.wire.types.ApplicationReportType;
import org.icecoat.wire.types.FailureType;
import org.icecoat.wire.types.LabelType;
import org.icecoat.wire.types.NodeDescriptionType;
import org.icecoat.wire.types.OutputType;
import org.icecoat.wire.types.ProgressType;

/** Reads what nodes say. */
final class NodeReader {
  private NodeReader() {}

  static NodeDescription description(NodeDescriptionType wire) {
    return new NodeDescription(
        REQUEST.required("Name", wire.getName(), NodeName::new),
        REQUEST.required("PluginVersion", wire.getPluginVersion()),
        wire.getVmm().stream().map(vmm -> Component.of(vmm.getName(), vmm.getVersion())).toList(),
        wire.getArchitecture().stream().map(Architecture::parse).collect(Collectors.toSet()),
        new Capacity(
            wire.getCapacity().getCpus(),
            wire.getCapacity().getMemoryMiB(),
            wire.getCapacity().getDiskMiB()),
        wire.getDataset().stream()
            .map(dataset -> new DatasetName(dataset.getName()))
            .collect(Collectors.toSet()),
        labels(wire.getLabel()),
        wire.getHealth().stream()
            .map(finding -> new HealthFinding(finding.getCode(), finding.getDescription()))
            .toList());
  }

  static Map<String, String> labels(List<LabelType> wire) {
    Map<String, String> labels = new TreeMap<>();
    for (LabelType label : wire) {
      labels.put(
          REQUEST.required("Label/Name", label.getName()),
          REQUEST.required("Label/Value", label.getValue()));
    }
    return labels;
  }

  static VmReport report(VmReportType wire) {
    return new VmReport(
        new Incarnation(
            REQUEST.required("Id", wire.getId(), VmId::parse),
            REQUEST.required("Epoch", wire.getEpoch(), Epoch::new)),
        NodeVmState.valueOf(REQUEST.required("State", wire.getState()).name()),
        REQUEST.required("ObservedAt", wire.getObservedAt()),
        wire.isGuestReady(),
        wire.getStarts(),
        REQUEST.optional("Cpus", wire.getCpus(), CpuCount::new),
        REQUEST.optional("MemoryMiB", wire.getMemoryMiB(), MemoryMiB::new),
        wire.getAddress(),
        Optional.ofNullable(wire.getVmm()).map(v -> Component.of(v.getName(), v.getVersion())),
        REQUEST.optional("Progress", wire.getProgress(), NodeReader::progress),
        Optional.ofNullable(wire.getFailure()).map(NodeReader::failure),
        application(REQUEST.required("Application", wire.getApplication())));
  }

  private static VmProgress progress(ProgressType wire) {
    return new VmProgress(
        wire.getName(),
        wire.getStep(),
        wire.getSteps(),
        number(wire.getBytesDone()),
        number(wire.getBytesTotal()),
        Optional.ofNullable(wire.getDescription()));
  }

  private static OptionalLong number(Long wire) {
    return wire == null ? OptionalLong.empty() : OptionalLong.of(wire);
  }

  private static VmFailure failure(FailureType wire) {
    return new VmFailure(
        Optional.ofNullable(wire.getAt()).orElse(Instant.EPOCH),
        wire.getStep(),
        wire.getCode(),
        wire.getDescription(),
        Optional.ofNullable(wire.getRecovery()));
  }

  private static ApplicationReport application(ApplicationReportType wire) {
    return new ApplicationReport(
        ApplicationState.valueOf(REQUEST.required("State", wire.getState()).name()),
        REQUEST.optional("Digest", wire.getDigest(), Sha256::parse),
        Optional.ofNullable(wire.getExitStatus()),
        Optional.ofNullable(wire.getStartedAt()),
        Optional.ofNullable(wire.getEndedAt()),
        Optional.ofNullable(wire.getHeardAt()),
        Optional.ofNullable(wire.getStandardOutputBytes()).orElse(0L),
        Optional.ofNullable(wire.getStandardErrorBytes()).orElse(0L),
        Boolean.TRUE.equals(wire.isTruncated()),
        Optional.ofNullable(wire.getProblem()));
  }

  static Output output(OutputType wire) {
    return new Output(
        OutputRange.Stream.valueOf(wire.getStream().name()),
        wire.getOffset(),
        wire.getContent(),
        wire.isComplete(),
        wire.isTruncated());
  }
}
