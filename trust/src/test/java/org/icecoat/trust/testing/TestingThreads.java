package org.icecoat.trust.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** How a test ends its threads: what still writes would meet a folder that is being deleted. */
public final class TestingThreads {
  private static final long PATIENCE_SECONDS = 60;

  private TestingThreads() {}

  /** Has what waits forgotten and what runs interrupted, and waits until it has ended. */
  public static void end(ExecutorService threads) {
    var unused = threads.shutdownNow();
    awaitEnd(threads);
  }

  /** Lets what runs and what waits come to its end. */
  public static void letEnd(ExecutorService threads) {
    threads.shutdown();
    awaitEnd(threads);
  }

  private static void awaitEnd(ExecutorService threads) {
    try {
      assertThat(threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
