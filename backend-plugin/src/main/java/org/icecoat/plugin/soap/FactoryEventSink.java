package org.icecoat.plugin.soap;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.icecoat.domain.node.NodeName;
import org.icecoat.plugin.event.EventSink;
import org.icecoat.plugin.event.EventsRefusedException;
import org.icecoat.plugin.event.NodeEvent;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.plugin.NodeEventType;
import org.icecoat.wire.plugin.NodeEvents;
import org.icecoat.wire.plugin.ReportEvents;
import org.icecoat.wsrf.client.CallFailedException;
import org.icecoat.wsrf.contract.Contract;

/** The factory's ear, over SOAP; it listens to the key by which the node has proved itself. */
public final class FactoryEventSink implements EventSink {
  private static final Contract<NodeEvents> CONTRACT =
      Contract.of(NodeEvents.class, "wsdl/plugin.wsdl");

  private final NodeName node;
  private final Supplier<NodeEvents> factory;

  public FactoryEventSink(NodeName node, CurrentPorts ports, URI address) {
    this(node, () -> ports.port(CONTRACT, address));
  }

  FactoryEventSink(NodeName node, Supplier<NodeEvents> factory) {
    this.node = node;
    this.factory = factory;
  }

  @Override
  public long send(List<NodeEvent> events) throws IOException {
    ReportEvents request = new ReportEvents();
    request.setNode(node.value());
    events.forEach(event -> request.getEvent().add(wire(event)));
    try {
      return factory.get().reportEvents(request).getTaken();
    } catch (InvalidRequestFault e) {
      throw new EventsRefusedException(
          "The factory will never take what breaks its schema: " + e.getMessage(), e);
    } catch (CallFailedException | NotAuthorizedFault | UnavailableFault e) {
      throw new IOException("The factory does not take events: " + e.getMessage(), e);
    }
  }

  private static NodeEventType wire(NodeEvent event) {
    NodeEventType wire = new NodeEventType();
    wire.setSequence(event.sequence());
    wire.setReport(ReportWriter.report(event.report()));
    return wire;
  }
}
