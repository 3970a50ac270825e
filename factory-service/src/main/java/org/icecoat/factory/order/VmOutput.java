package org.icecoat.factory.order;

import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.application.Output;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.Caller;

/** Reads what an application has printed, from the node that keeps it. */
public final class VmOutput {
  private final VmFinder finder;
  private final NodeStore nodes;
  private final NodeClient client;

  public VmOutput(VmFinder finder, NodeStore nodes, NodeClient client) {
    this.finder = finder;
    this.nodes = nodes;
    this.client = client;
  }

  public Output read(Caller caller, VmId id, OutputRange range) {
    Vm vm = finder.find(caller, id);
    if (vm.origin().request().application().isEmpty()) {
      throw wrongState(vm, "The VM has no application, so there is no output.");
    }
    Incarnation incarnation =
        vm.incarnation()
            .filter(present -> vm.report().isPresent())
            .orElseThrow(() -> wrongState(vm, "No node has output of the VM."));
    EnrolledNode node =
        vm.node().flatMap(nodes::find).orElseThrow(() -> wrongState(vm, "Its node is gone."));
    return client.output(node.address(), incarnation, range);
  }

  private static FactoryException wrongState(Vm vm, String message) {
    return new FactoryException(
        FactoryFault.WRONG_STATE, message, new FaultDetail.State(vm.state()));
  }
}
