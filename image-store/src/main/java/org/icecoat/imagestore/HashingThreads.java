package org.icecoat.imagestore;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that hash content: one a processor, and they never keep the process alive. */
final class HashingThreads {
  private HashingThreads() {}

  static ExecutorService start(int threads) {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(work, "hashing-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
