package org.icecoat.factory.soap;

import java.net.URI;
import java.util.OptionalInt;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.factory.application.Output;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.node.NodeListing;
import org.icecoat.factory.node.Preparation;
import org.icecoat.factory.node.VmReport;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.Control;
import org.icecoat.wire.plugin.ControlActionType;
import org.icecoat.wire.plugin.Describe;
import org.icecoat.wire.plugin.Destroy;
import org.icecoat.wire.plugin.Expect;
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
  public NodeDescription introduce(NodeAddress node) {
    return ports.askAnyHost(node, SoapNodeClient::described);
  }

  @Override
  public NodeDescription describe(NodeAddress node) {
    return ports.ask(node, SoapNodeClient::described);
  }

  private static NodeDescription described(BackendPlugin plugin)
      throws NotAuthorizedFault, UnavailableFault {
    return NodeReader.description(plugin.describe(new Describe()).getNode());
  }

  @Override
  public void expect(NodeAddress node, BootableImage image) {
    Expect request = NodeWriter.expect(image, store);
    var unused = ports.ask(node, plugin -> plugin.expect(request));
  }

  @Override
  public VmReport prepare(NodeAddress node, Preparation preparation) {
    Prepare request = NodeWriter.prepare(preparation, store);
    NodePorts.Question<VmReport> order =
        plugin -> NodeReader.report(plugin.prepare(request).getReport());
    return preparation.application().isPresent()
        ? ports.askStreaming(node, order)
        : ports.ask(node, order);
  }

  @Override
  public VmReport start(NodeAddress node, Incarnation vm) {
    Start request = new Start();
    request.setVm(NodeWriter.order(vm));
    return reported(node, plugin -> plugin.start(request));
  }

  @Override
  public VmReport control(
      NodeAddress node, Incarnation vm, ControlAction action, OptionalInt afterStarts) {
    Control request = new Control();
    request.setVm(NodeWriter.order(vm));
    request.setAction(ControlActionType.valueOf(action.name()));
    afterStarts.ifPresent(request::setAfterStarts);
    return reported(node, plugin -> plugin.control(request));
  }

  @Override
  public VmReport setResources(NodeAddress node, Incarnation vm, CpuCount cpus, MemoryMiB memory) {
    SetResources request = new SetResources();
    request.setVm(NodeWriter.order(vm));
    request.setCpus(cpus.value());
    request.setMemoryMiB(memory.value());
    return reported(node, plugin -> plugin.setResources(request));
  }

  @Override
  public VmReport destroy(NodeAddress node, Incarnation vm) {
    Destroy request = new Destroy();
    request.setVm(NodeWriter.order(vm));
    return reported(node, plugin -> plugin.destroy(request));
  }

  @Override
  public NodeListing list(NodeAddress node) {
    return ports.ask(
        node,
        plugin -> {
          ListResponse response = plugin.list(new List());
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
    return ports.ask(node, plugin -> NodeReader.output(plugin.getOutput(request)));
  }

  @Override
  public Octets receipt(NodeAddress node, Incarnation vm) {
    GetReceipt request = new GetReceipt();
    request.setVm(NodeWriter.order(vm));
    return ports.ask(node, plugin -> Octets.of(plugin.getReceipt(request).getReceipt()));
  }

  private VmReport reported(NodeAddress node, NodePorts.Question<ReportResponseType> order) {
    return ports.ask(node, plugin -> NodeReader.report(order.ask(plugin).getReport()));
  }
}
