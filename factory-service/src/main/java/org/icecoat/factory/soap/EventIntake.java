package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.util.List;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.sight.Sightings;
import org.icecoat.wire.plugin.NodeEventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events of a node in, one by one. One that can never be taken must not hold up those
 * behind it for ever: the next look at the node tells what it would have told.
 */
final class EventIntake {
  private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);

  private final Sightings sightings;

  EventIntake(Sightings sightings) {
    this.sightings = sightings;
  }

  /**
   * Takes events in.
   *
   * @param events in ascending order
   * @return the sequence up to which the node need not send them again; 0 if it has to send all
   */
  long take(NodeName node, List<NodeEventType> events) {
    long taken = 0;
    for (NodeEventType event : events) {
      if (mustWait(node, event)) {
        return taken;
      }
      taken = Math.max(taken, event.getSequence());
    }
    return taken;
  }

  private boolean mustWait(NodeName node, NodeEventType event) {
    try {
      sightings.take(node, REQUEST.required("Report", event.getReport(), NodeReader::report));
    } catch (FactoryException e) {
      if (e.fault().isPassing()) {
        LOG.info("The event {} of {} waits: {}", event.getSequence(), node, e.getMessage());
        return true;
      }
      LOG.warn("The event {} of {} is left out", event.getSequence(), node, e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.error("The event {} of {} is left out", event.getSequence(), node, e);
    }
    return false;
  }
}
