package org.icecoat.factory;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.icecoat.domain.node.NodeState;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.service.metrics.Metrics;

/** What a factory counts for its operators, beside its calls. */
final class FactoryFigures {
  private FactoryFigures() {}

  static void tell(Metrics metrics, Factory factory) {
    metrics.counts(
        "icecoat.vms",
        "VMs that the factory knows, by state",
        "state",
        VmState.class,
        () -> factory.usage().states());
    metrics.counts(
        "icecoat.nodes",
        "Enrolled nodes, by state",
        "state",
        NodeState.class,
        () ->
            factory.directory().nodes().stream()
                .map(EnrolledNode::state)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
  }
}
