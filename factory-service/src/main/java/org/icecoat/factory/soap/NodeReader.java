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
import org.icecoat.wire.types.HealthFindingType;
import org.icecoat.wire.types.LabelType;
import org.icecoat.wire.types.NodeDescriptionType;
import org.icecoat.wire.types.OutputType;
import org.icecoat.wire.types.ProgressType;

/**
 * Reads what nodes say. Answers are not held against the schema, so that a newer plug-in may say
 * more; what is kept of them is bounded here as it is there.
 */
final class NodeReader {
  private static final int TEXT = 1024;
  private static final int NAME = 127;

  private NodeReader() {}

  static NodeDescription description(NodeDescriptionType wire) {
    return new NodeDescription(
        REQUEST.required("Name", wire.getName(), NodeName::new),
        text("PluginVersion", wire.getPluginVersion(), NAME),
        few("Vmm", wire.getVmm(), 16).stream()
            .map(vmm -> Component.of(vmm.getName(), vmm.getVersion()))
            .toList(),
        few("Architecture", wire.getArchitecture(), 16).stream()
            .map(Architecture::parse)
            .collect(Collectors.toSet()),
        new Capacity(
            wire.getCapacity().getCpus(),
            wire.getCapacity().getMemoryMiB(),
            wire.getCapacity().getDiskMiB()),
        few("Dataset", wire.getDataset(), 1024).stream()
            .map(dataset -> new DatasetName(dataset.getName()))
            .collect(Collectors.toSet()),
        labels(few("Label", wire.getLabel(), 256)),
        few("Health", wire.getHealth(), 64).stream().map(NodeReader::finding).toList());
  }

  private static HealthFinding finding(HealthFindingType wire) {
    return new HealthFinding(
        text("Health/Code", wire.getCode(), NAME),
        text("Health/Description", wire.getDescription(), TEXT));
  }

  private static String text(String field, String wire, int most) {
    if (REQUEST.required(field, wire).length() > most) {
      throw REQUEST.refused(field, "it has more than %d characters".formatted(most));
    }
    return wire;
  }

  /** For people: the beginning will do. */
  private static String shortened(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT);
  }

  private static <W> List<W> few(String field, List<W> wire, int most) {
    if (wire.size() > most) {
      throw REQUEST.refused(field, "it is there more than %d times".formatted(most));
    }
    return wire;
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
        few("Address", wire.getAddress(), 16).stream()
            .map(address -> text("Address", address, NAME))
            .toList(),
        Optional.ofNullable(wire.getVmm()).map(v -> Component.of(v.getName(), v.getVersion())),
        REQUEST.optional("Progress", wire.getProgress(), NodeReader::progress),
        Optional.ofNullable(wire.getFailure()).map(NodeReader::failure),
        application(REQUEST.required("Application", wire.getApplication())));
  }

  private static VmProgress progress(ProgressType wire) {
    return new VmProgress(
        text("Progress/Name", wire.getName(), NAME),
        wire.getStep(),
        wire.getSteps(),
        number(wire.getBytesDone()),
        number(wire.getBytesTotal()),
        REQUEST.optional("Progress/Description", wire.getDescription(), NodeReader::shortened));
  }

  private static OptionalLong number(Long wire) {
    return wire == null ? OptionalLong.empty() : OptionalLong.of(wire);
  }

  private static VmFailure failure(FailureType wire) {
    return new VmFailure(
        Optional.ofNullable(wire.getAt()).orElse(Instant.EPOCH),
        text("Failure/Step", wire.getStep(), NAME),
        text("Failure/Code", wire.getCode(), NAME),
        REQUEST.required("Failure/Description", wire.getDescription()),
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
        REQUEST.optional("Problem", wire.getProblem(), NodeReader::shortened));
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
