package org.icecoat.service.process;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks again and again at what may change under a service, such as its policy file. */
public final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Runnable look;
  private final ScheduledExecutorService timer;

  private Watch(Runnable look) {
    this.look = look;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to look every five seconds, on a thread of its own. */
  public static Watch start(Runnable look) {
    return start(look, EVERY);
  }

  /** The same with another pause before each look. */
  public static Watch start(Runnable look, Duration every) {
    Watch watch = new Watch(look);
    var unused =
        watch.timer.scheduleWithFixedDelay(
            watch::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** A look that fails must not be the last one. */
  private void look() {
    try {
      look.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A look at what may have changed has failed; there will be others", e);
    }
  }

  /** Interrupts nothing: a look may be writing to a database. */
  @Override
  public void close() {
    timer.shutdown();
  }
}
