package org.icecoat.plugin;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

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

  @Override
  public void close() {
    timers.shutdownNow();
    orders.shutdownNow();
    hashing.shutdownNow();
  }
}
