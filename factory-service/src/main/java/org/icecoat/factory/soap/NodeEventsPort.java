package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.Factory;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.placement.NodeDirectory;
import org.icecoat.factory.sight.Sightings;
import org.icecoat.service.access.Caller;
import org.icecoat.wire.plugin.NodeEventType;
import org.icecoat.wire.plugin.NodeEvents;
import org.icecoat.wire.plugin.ReportEvents;
import org.icecoat.wire.plugin.ReportEventsResponse;
import org.icecoat.wsrf.call.Calls;

/** The port type NodeEvents: enrolled nodes report, each of itself alone. */
final class NodeEventsPort implements NodeEvents {
  private final Calls<Caller> calls;
  private final NodeDirectory nodes;
  private final Sightings sightings;

  NodeEventsPort(Calls<Caller> calls, Factory factory) {
    this.calls = calls;
    this.nodes = factory.directory();
    this.sightings = factory.sightings();
  }

  @Override
  public ReportEventsResponse reportEvents(ReportEvents request) {
    NodeName node = REQUEST.required("Node", request.getNode(), NodeName::new);
    requireItself(node);
    long taken = 0;
    for (NodeEventType event : request.getEvent()) {
      sightings.take(node, REQUEST.required("Report", event.getReport(), NodeReader::report));
      taken = Math.max(taken, event.getSequence());
    }
    ReportEventsResponse response = new ReportEventsResponse();
    response.setTaken(taken);
    return response;
  }

  /**
   * A host that is no node, or another one, learns nothing; a proxy is not the host, whoever got
   * hold of it.
   */
  private void requireItself(NodeName name) {
    Dn caller = calls.caller().dn();
    boolean itself =
        nodes.nodes().stream()
            .anyMatch(node -> node.name().equals(name) && node.address().dn().equals(caller));
    if (!itself) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "No node " + name + " is enrolled with the DN " + caller + "; enrol it first.");
    }
    if (calls.caller().byProxy()) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "\"" + caller + "\" used a proxy; a node reports by its host certificate itself.");
    }
  }
}
