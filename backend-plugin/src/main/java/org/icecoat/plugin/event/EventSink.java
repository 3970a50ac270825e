package org.icecoat.plugin.event;

import java.io.IOException;
import java.util.List;

/** The factory's ear. */
@FunctionalInterface
public interface EventSink {
  /**
   * Sends events, in ascending order.
   *
   * @return the sequence up to which all are the factory's now
   * @throws EventsRefusedException if one of them can never be taken, and none was
   * @throws IOException if it cannot be reached or refuses; they are sent again
   */
  long send(List<NodeEvent> events) throws IOException;
}
