package org.icecoat.factory.drive;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.sight.Sight;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls to a VM's node, and what their answers do to its row. */
final class NodeCalls {
  private static final Logger LOG = LoggerFactory.getLogger(NodeCalls.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final NodeStore nodes;
  private final NodeClient client;

  NodeCalls(NodeStore nodes, NodeClient client) {
    this.nodes = nodes;
    this.client = client;
  }

  NodeClient client() {
    return client;
  }

  NodeAddress address(Vm vm) {
    NodeName name = vm.node().orElseThrow();
    return nodes
        .find(name)
        .map(EnrolledNode::address)
        .orElseThrow(
            () ->
                new FactoryException(
                    FactoryFault.NODE_UNREACHABLE,
                    "The node " + name + " is not enrolled any more."));
  }

  /**
   * That a VM has to wait for its node, which is known not to answer: to call it would only keep a
   * thread. Whoever hears the node again wakes its VMs; they look themselves now and then.
   */
  Optional<StepResult> silence(Vm vm, Instant now) {
    return vm.node()
        .flatMap(nodes::find)
        .filter(node -> !node.reachable())
        .map(node -> new StepResult.WaitUntil(now.plus(LOOK_AGAIN)));
  }

  static Incarnation incarnation(Vm vm) {
    return vm.incarnation().orElseThrow();
  }

  /** The VM's node may begin with its image; if it does not, the order to prepare will do. */
  void expect(Vm vm) {
    try {
      client.expect(address(vm), vm.placed().image().orElseThrow());
    } catch (FactoryException e) {
      LOG.info("{} gets nothing ready beforehand: {}", vm.id().handle(), e.getMessage());
    }
  }

  VmReport control(Vm vm, ControlAction action) {
    return client.control(address(vm), incarnation(vm), action, OptionalInt.empty());
  }

  /** Why the VM's node does not do; what the node says itself begins with its name already. */
  static Reason reason(Vm vm, FactoryException failure) {
    String node = vm.node().orElseThrow().value();
    String told = failure.getMessage();
    String heading = node + ": ";
    String why = told.startsWith(heading) ? told.substring(heading.length()) : told;
    return new Reason(node, failure.fault().name(), why);
  }

  /** The answer's change; a VM that stays in its state is looked at again after a moment. */
  static StepResult absorbed(VmReport report, Instant now) {
    return new StepResult.Changed(vm -> patiently(vm, Sight.absorb(vm, report, now), now));
  }

  /** The same for the order that the present state is about. */
  static StepResult ordered(VmReport report, Instant now) {
    return new StepResult.Changed(
        vm -> Sight.absorb(vm.withDrive(vm.drive().afterOrder()), report, now));
  }

  private static VmUpdate patiently(Vm vm, VmUpdate update, Instant now) {
    return update.vm().state() == vm.state()
        ? update.and(v -> v.withDrive(v.drive().waitingUntil(now.plusSeconds(1))))
        : update;
  }
}
