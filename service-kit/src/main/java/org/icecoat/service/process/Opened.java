package org.icecoat.service.process;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service has opened, to be closed last first. All of it is closed: what cannot be is
 * logged. For one thread.
 */
public final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<Closing> all = new ArrayDeque<>();

  /** Something to be closed. */
  @FunctionalInterface
  public interface Closing {
    void close() throws IOException;
  }

  /** To be closed before all that was pushed earlier. */
  public void push(Closing closing) {
    all.push(closing);
  }

  @Override
  public void close() {
    while (!all.isEmpty()) {
      try {
        all.pop().close();
      } catch (IOException | RuntimeException e) { // the rest must not stay open for that
        LOG.error("Something could not be closed; the rest is", e);
      }
    }
  }
}
