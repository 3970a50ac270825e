package org.icecoat.factory.store;

import org.icecoat.domain.node.NodeName;
import org.jdbi.v3.core.Jdbi;

/** Up to which event the factory has taken what each node reported. */
public final class EventCursorStore {
  private final Jdbi jdbi;

  public EventCursorStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The last event taken; 0 if there was none. */
  public long taken(NodeName node) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select taken from event_cursor where node = :node")
                .bind("node", node.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  /** Notes the last event taken; a node that was set up anew starts again at a smaller number. */
  public void take(NodeName node, long sequence) {
    jdbi.useTransaction(
        handle -> {
          int changed =
              handle.execute(
                  "update event_cursor set taken = ? where node = ?", sequence, node.value());
          if (changed == 0) {
            handle.execute(
                "insert into event_cursor (node, taken) values (?, ?)", node.value(), sequence);
          }
        });
  }
}
