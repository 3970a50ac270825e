package org.icecoat.plugin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a node.
 *
 * @param orders for orders and steps, as many as there are
 * @param hashing one a processor
 * @param timers for what has to happen later
 */
record NodeThreads(ExecutorService orders, ExecutorService hashing, ScheduledExecutorService timers)
    implements AutoCloseable {
  static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final int TIMERS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Logger LOG = LoggerFactory.getLogger(NodeThreads.class);

  static NodeThreads start() {
    return new NodeThreads(
        Executors.newCachedThreadPool(named("order")),
        Executors.newFixedThreadPool(PROCESSORS, named("hash")),
        Executors.newScheduledThreadPool(TIMERS, named("timer")));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Interrupts all and gives it a moment to end: the files it writes may soon be another's. */
  @Override
  public void close() {
    List<ExecutorService> all = List.of(timers, orders, hashing);
    all.forEach(ExecutorService::shutdownNow);
    all.forEach(NodeThreads::awaitEnd);
  }

  private static void awaitEnd(ExecutorService threads) {
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Some work of the node has not ended when it was interrupted; it is left");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
