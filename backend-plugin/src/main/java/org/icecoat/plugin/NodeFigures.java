package org.icecoat.plugin;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.icecoat.plugin.order.NodeVmState;
import org.icecoat.plugin.order.VmReport;
import org.icecoat.plugin.vm.NodeVms;
import org.icecoat.service.metrics.Metrics;

/** What a node counts for its operators, beside its calls. */
final class NodeFigures {
  private NodeFigures() {}

  static void tell(Metrics metrics, NodeVms vms) {
    metrics.counts(
        "icecoat.vms",
        "VMs of this node, by state",
        "state",
        NodeVmState.class,
        () ->
            vms.list().reports().stream()
                .map(VmReport::state)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    metrics.gauge(
        "icecoat.foreign.domains",
        "Domains of this node that Icecoat did not make",
        () -> vms.list().foreign().size());
  }
}
