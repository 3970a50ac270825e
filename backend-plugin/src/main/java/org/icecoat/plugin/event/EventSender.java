package org.icecoat.plugin.event;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what is in the outbox, again and again until it is taken. A thread of its own. */
public final class EventSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventSender.class);
  private static final int MOST_AT_ONCE = 256;
  private static final long IDLE_MILLISECONDS = 10_000;
  private static final long FIRST_PAUSE_MILLISECONDS = 200;
  private static final long LONGEST_PAUSE_MILLISECONDS = 10_000;

  private final Outbox outbox;
  private final EventSink sink;
  private final Thread thread = new Thread(this::run, "events");

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
    List<NodeEvent> events = outbox.await(IDLE_MILLISECONDS, MOST_AT_ONCE);
    if (events.isEmpty()) {
      return true;
    }
    try {
      long taken = sink.send(events);
      outbox.taken(taken);
      return taken >= events.get(0).sequence();
    } catch (IOException e) {
      LOG.info("{} events wait: {}", events.size(), e.toString());
      return false;
    } catch (RuntimeException | Error e) { // full disk or memory: news must not end for good
      LOG.error("{} events are sent again", events.size(), e);
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
