package org.icecoat.factory.soap;

import java.net.URI;
import java.util.OptionalInt;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.factory.application.Output;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.node.NodeListing;
import org.icecoat.factory.node.Preparation;
import org.icecoat.factory.node.VmReport;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.plugin.Control;
import org.icecoat.wire.plugin.ControlActionType;
import org.icecoat.wire.plugin.Describe;
import org.icecoat.wire.plugin.Destroy;
import org.icecoat.wire.plugin.GetOutput;
import org.icecoat.wire.plugin.GetReceipt;
import org.icecoat.wire.plugin.List;
import org.icecoat.wire.plugin.ListResponse;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.plugin.ReportResponseType;
import org.icecoat.wire.plugin.SetResources;
import org.icecoat.wire.plugin.Start;

/** Nodes, over SOAP. */
public final class SoapNodeClient implements NodeClient {
  private final NodePorts ports;
  private final URI store;

  /**
   * Prepares to call nodes.
   *
   * @param store where nodes fetch images
   */
  public SoapNodeClient(NodePorts ports, URI store) {
    this.ports = ports;
    this.store = store;
  }

  @Override
  public NodeDescription describe(NodeAddress node) {
    return NodeFaults.calling(
        node, () -> NodeReader.description(ports.of(node).describe(new Describe()).getNode()));
  }

  @Override
  public VmReport prepare(NodeAddress node, Preparation preparation) {
    Prepare request = NodeWriter.prepare(preparation, store);
    boolean streams = preparation.application().isPresent();
    return reported(
        node, () -> (streams ? ports.streaming(node) : ports.ordering(node)).prepare(request));
  }

  @Override
  public VmReport start(NodeAddress node, Incarnation vm) {
    Start request = new Start();
    request.setVm(NodeWriter.order(vm));
    return reported(node, () -> ports.ordering(node).start(request));
  }

  @Override
  public VmReport control(
      NodeAddress node, Incarnation vm, ControlAction action, OptionalInt afterStarts) {
    Control request = new Control();
    request.setVm(NodeWriter.order(vm));
    request.setAction(ControlActionType.valueOf(action.name()));
    afterStarts.ifPresent(request::setAfterStarts);
    return reported(node, () -> ports.ordering(node).control(request));
  }

  @Override
  public VmReport setResources(NodeAddress node, Incarnation vm, CpuCount cpus, MemoryMiB memory) {
    SetResources request = new SetResources();
    request.setVm(NodeWriter.order(vm));
    request.setCpus(cpus.value());
    request.setMemoryMiB(memory.value());
    return reported(node, () -> ports.ordering(node).setResources(request));
  }

  @Override
  public VmReport destroy(NodeAddress node, Incarnation vm) {
    Destroy request = new Destroy();
    request.setVm(NodeWriter.order(vm));
    return reported(node, () -> ports.ordering(node).destroy(request));
  }

  @Override
  public NodeListing list(NodeAddress node) {
    return NodeFaults.calling(
        node,
        () -> {
          ListResponse response = ports.of(node).list(new List());
          return new NodeListing(
              response.getReport().stream().map(NodeReader::report).toList(),
              response.getForeign().size());
        });
  }

  @Override
  public Output output(NodeAddress node, Incarnation vm, OutputRange range) {
    GetOutput request = new GetOutput();
    request.setVm(NodeWriter.order(vm));
    request.setRange(NodeWriter.range(range));
    return ordered(node, () -> NodeReader.output(ports.ordering(node).getOutput(request)));
  }

  @Override
  public Octets receipt(NodeAddress node, Incarnation vm) {
    GetReceipt request = new GetReceipt();
    request.setVm(NodeWriter.order(vm));
    return ordered(node, () -> Octets.of(ports.ordering(node).getReceipt(request).getReceipt()));
  }

  private VmReport reported(NodeAddress node, NodeFaults.Call<ReportResponseType> call) {
    return ordered(node, () -> NodeReader.report(call.run().getReport()));
  }

  /** What is about a VM goes to no key but the one by which the node has proved itself. */
  private <T> T ordered(NodeAddress node, NodeFaults.Call<T> call) {
    try {
      return NodeFaults.calling(node, call);
    } catch (FactoryException e) {
      if (e.fault() == FactoryFault.NODE_UNREACHABLE && ports.servesWithAnotherKey(node)) {
        throw new FactoryException(
            FactoryFault.NODE_UNAVAILABLE,
            "The node %s serves with another TLS key than the one by which it proved itself; it gets no orders until it has done so by this one."
                .formatted(node.name()),
            e);
      }
      throw e;
    }
  }
}
