package org.icecoat.plugin.event;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox, again and again until it is taken. What is refused for one event
 * that can never be taken is sent in smaller parts, until that event stands alone and is left out:
 * the factory's next look at the node tells what it would have told. A thread of its own.
 */
public final class EventSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);
  private static final int MOST_AT_ONCE = 256;
  private static final long IDLE_MILLISECONDS = 10_000;
  private static final long FIRST_PAUSE_MILLISECONDS = 200;
  private static final long LONGEST_PAUSE_MILLISECONDS = 10_000;

  private final Outbox outbox;
  private final EventSink sink;
  private final Thread thread = new Thread(this::run, "events");
  private int most = MOST_AT_ONCE;

  public EventSender(Outbox outbox, EventSink sink) {
    this.outbox = outbox;
    this.sink = sink;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    long pause = FIRST_PAUSE_MILLISECONDS;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (send()) {
          pause = FIRST_PAUSE_MILLISECONDS;
        } else {
          Thread.sleep(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLISECONDS);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean send() throws InterruptedException {
    List<NodeEvent> events = outbox.await(IDLE_MILLISECONDS, most);
    if (events.isEmpty()) {
      return true;
    }
    try {
      return send(events);
    } catch (IOException e) {
      LOG.info("{} events wait: {}", events.size(), e.toString());
      return false;
    } catch (RuntimeException | Error e) { // full disk or memory: news must not end for good
      LOG.error("{} events are sent again", events.size(), e);
      return false;
    }
  }

  private boolean send(List<NodeEvent> events) throws IOException {
    try {
      long taken = sink.send(events);
      outbox.taken(taken);
      most = Math.min(2 * most, MOST_AT_ONCE);
      return taken >= events.get(0).sequence();
    } catch (EventsRefusedException e) {
      if (events.size() == 1) {
        leaveOut(events.get(0), e);
      }
      most = Math.max(1, events.size() / 2);
      return true;
    }
  }

  private void leaveOut(NodeEvent event, EventsRefusedException e) {
    LOG.error(
        "The event {}, {} is {}, is left out: {}",
        event.sequence(),
        event.report().placement().id().handle(),
        event.report().state(),
        e.getMessage(),
        e);
    outbox.taken(event.sequence());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
