package org.icecoat.factory.placement;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.node.EnrolledNode;

/** The rules that a node must pass, each with the code of its reason. */
final class FitRules {
  /** A rule that looks at what a node is. */
  private interface Rule {
    Stream<Reason> reasons(EnrolledNode node, NodeDescription says, Demand demand);
  }

  private static final List<Rule> RULES =
      List.of(
          FitRules::architecture,
          FitRules::vmm,
          FitRules::labels,
          FitRules::datasets,
          (node, says, demand) -> room(node, says.capacity(), demand, "in all"));

  private FitRules() {}

  /** All reasons that do not depend on what is taken at the moment. */
  static List<Reason> lasting(EnrolledNode node, Demand demand) {
    Stream<Reason> administrative =
        Stream.concat(Stream.concat(wanted(node, demand), tried(node, demand)), state(node));
    Stream<Reason> described =
        node.description().stream()
            .flatMap(says -> RULES.stream().flatMap(rule -> rule.reasons(node, says, demand)));
    return Stream.concat(administrative, described).toList();
  }

  /** The reasons that lie in what is taken. */
  static List<Reason> passing(EnrolledNode node, Capacity free, Demand demand) {
    return room(node, free, demand, "free").toList();
  }

  private static Stream<Reason> wanted(EnrolledNode node, Demand demand) {
    return demand.request().site().node().stream()
        .filter(wanted -> !wanted.equals(node.name()))
        .map(wanted -> reason(node, "OTHER_NODE", "the request is for the node " + wanted));
  }

  private static Stream<Reason> tried(EnrolledNode node, Demand demand) {
    return demand.avoided().stream().filter(reason -> reason.subject().equals(node.name().value()));
  }

  private static Stream<Reason> state(EnrolledNode node) {
    Optional<Reason> reason =
        switch (node.state()) {
          case READY -> Optional.empty();
          case CORDONED -> Optional.of(reason(node, "CORDONED", "it takes no new VMs"));
          case DRAINING -> Optional.of(reason(node, "DRAINING", "it is being emptied"));
          case UNREACHABLE -> Optional.of(reason(node, "UNREACHABLE", "it does not answer"));
        };
    return reason.stream();
  }

  private static Stream<Reason> architecture(
      EnrolledNode node, NodeDescription says, Demand demand) {
    return demand.image().map(image -> image.description().architecture()).stream()
        .filter(needed -> !says.architectures().contains(needed))
        .map(
            needed ->
                reason(node, "ARCHITECTURE_DIFFERS", "it does not run " + needed + " images"));
  }

  private static Stream<Reason> vmm(EnrolledNode node, NodeDescription says, Demand demand) {
    Optional<ComponentRequirement> needed = demand.request().site().vmm();
    if (needed.isEmpty() || says.vmms().stream().anyMatch(needed.get()::isMetBy)) {
      return Stream.empty();
    }
    boolean named = says.vmms().stream().anyMatch(v -> v.name().equals(needed.get().name()));
    return Stream.of(
        named
            ? reason(node, "VMM_VERSION_DIFFERS", "it has " + says.vmms() + ", not " + needed.get())
            : reason(node, "VMM_ABSENT", "it does not have the VMM " + needed.get()));
  }

  private static Stream<Reason> labels(EnrolledNode node, NodeDescription says, Demand demand) {
    return demand.request().site().labels().entrySet().stream()
        .filter(label -> !label.getValue().equals(says.labels().get(label.getKey())))
        .map(
            label ->
                reason(
                    node,
                    "LABEL_DIFFERS",
                    "its label " + label.getKey() + " is not " + label.getValue()));
  }

  private static Stream<Reason> datasets(EnrolledNode node, NodeDescription says, Demand demand) {
    TreeSet<DatasetName> absent = new TreeSet<>(demand.request().datasets());
    absent.removeAll(says.datasets());
    return absent.stream()
        .map(dataset -> reason(node, "DATASET_ABSENT", "it does not hold the dataset " + dataset));
  }

  private static Stream<Reason> room(EnrolledNode node, Capacity has, Demand demand, String how) {
    Capacity needs = demand.room();
    return Stream.of(
            lack(node, "NO_CPUS", has.cpus(), needs.cpus(), "CPUs", how),
            lack(node, "NO_MEMORY", has.memoryMiB(), needs.memoryMiB(), "MiB of memory", how),
            lack(node, "NO_DISK", has.diskMiB(), needs.diskMiB(), "MiB of disk", how))
        .flatMap(Optional::stream);
  }

  private static Optional<Reason> lack(
      EnrolledNode node, String code, long has, long needs, String unit, String how) {
    return has >= needs
        ? Optional.empty()
        : Optional.of(
            reason(
                node,
                code,
                "it has %d %s %s; the VM needs %d".formatted(Math.max(0, has), unit, how, needs)));
  }

  private static Reason reason(EnrolledNode node, String code, String description) {
    return new Reason(node.name().value(), code, description);
  }
}
