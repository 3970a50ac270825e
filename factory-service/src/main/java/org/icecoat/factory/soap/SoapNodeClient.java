package org.icecoat.factory.soap;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509KeyManager;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.factory.application.ApplicationArchive;
import org.icecoat.factory.application.Output;
import org.icecoat.factory.application.OutputRange;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeClient;
import org.icecoat.factory.node.NodeListing;
import org.icecoat.factory.node.Preparation;
import org.icecoat.factory.node.VmReport;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wire.plugin.Control;
import org.icecoat.wire.plugin.ControlActionType;
import org.icecoat.wire.plugin.Describe;
import org.icecoat.wire.plugin.Destroy;
import org.icecoat.wire.plugin.GetOutput;
import org.icecoat.wire.plugin.List;
import org.icecoat.wire.plugin.ListResponse;
import org.icecoat.wire.plugin.Prepare;
import org.icecoat.wire.plugin.ReportResponseType;
import org.icecoat.wire.plugin.SetResources;
import org.icecoat.wire.plugin.Start;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.tls.TlsMaterial;

/** Nodes, over SOAP: a host must prove to be the one that was enrolled. */
public final class SoapNodeClient implements NodeClient, AutoCloseable {
  private static final Contract<BackendPlugin> CONTRACT =
      Contract.of(BackendPlugin.class, "wsdl/plugin.wsdl");
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final EnrolledHosts hosts;
  private final Ports plain;
  private final Ports streaming;
  private final URI store;
  private final Map<URI, BackendPlugin> plainPorts = new ConcurrentHashMap<>();
  private final Map<URI, BackendPlugin> streamingPorts = new ConcurrentHashMap<>();

  /**
   * Prepares to call nodes.
   *
   * @param hosts judges their certificates and names
   * @param store where nodes fetch images
   */
  public SoapNodeClient(X509KeyManager keys, X509ExtendedTrustManager hosts, URI store) {
    this.hosts = new EnrolledHosts(hosts);
    this.store = store;
    ClientSettings settings =
        ClientSettings.of(new TlsMaterial(keys, this.hosts)).waiting(CONNECT, ANSWER);
    this.plain = new Ports(settings);
    this.streaming = new Ports(settings.streaming(ApplicationArchive.MOST_BYTES));
  }

  private BackendPlugin port(NodeAddress node) {
    hosts.expect(node.dn());
    return plainPorts.computeIfAbsent(node.endpoint(), uri -> plain.port(CONTRACT, uri));
  }

  private BackendPlugin streamingPort(NodeAddress node) {
    hosts.expect(node.dn());
    return streamingPorts.computeIfAbsent(node.endpoint(), uri -> streaming.port(CONTRACT, uri));
  }

  @Override
  public NodeDescription describe(NodeAddress node) {
    return NodeFaults.calling(
        node, () -> NodeReader.description(port(node).describe(new Describe()).getNode()));
  }

  @Override
  public VmReport prepare(NodeAddress node, Preparation preparation) {
    Prepare request = NodeWriter.prepare(preparation, store);
    boolean streams = preparation.application().isPresent();
    return reported(node, () -> (streams ? streamingPort(node) : port(node)).prepare(request));
  }

  @Override
  public VmReport start(NodeAddress node, Incarnation vm) {
    Start request = new Start();
    request.setVm(NodeWriter.order(vm));
    return reported(node, () -> port(node).start(request));
  }

  @Override
  public VmReport control(
      NodeAddress node, Incarnation vm, ControlAction action, OptionalInt afterStarts) {
    Control request = new Control();
    request.setVm(NodeWriter.order(vm));
    request.setAction(ControlActionType.valueOf(action.name()));
    afterStarts.ifPresent(request::setAfterStarts);
    return reported(node, () -> port(node).control(request));
  }

  @Override
  public VmReport setResources(NodeAddress node, Incarnation vm, CpuCount cpus, MemoryMiB memory) {
    SetResources request = new SetResources();
    request.setVm(NodeWriter.order(vm));
    request.setCpus(cpus.value());
    request.setMemoryMiB(memory.value());
    return reported(node, () -> port(node).setResources(request));
  }

  @Override
  public VmReport destroy(NodeAddress node, Incarnation vm) {
    Destroy request = new Destroy();
    request.setVm(NodeWriter.order(vm));
    return reported(node, () -> port(node).destroy(request));
  }

  @Override
  public NodeListing list(NodeAddress node) {
    return NodeFaults.calling(
        node,
        () -> {
          ListResponse response = port(node).list(new List());
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
    return NodeFaults.calling(node, () -> NodeReader.output(port(node).getOutput(request)));
  }

  private static VmReport reported(NodeAddress node, NodeFaults.Call<ReportResponseType> call) {
    return NodeFaults.calling(node, () -> NodeReader.report(call.run().getReport()));
  }

  @Override
  public void close() {
    plain.close();
    streaming.close();
  }
}
