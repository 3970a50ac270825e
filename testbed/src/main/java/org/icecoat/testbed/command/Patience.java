package org.icecoat.testbed.command;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** Waits for something in the world outside, which tells nobody when it happens. */
public final class Patience {
  private static final Duration STEP = Duration.ofMillis(20);

  private Patience() {}

  /**
   * Looks every 20 ms.
   *
   * @throws TestbedException {@code TIMED_OUT} after the limit, naming {@code what}
   */
  public static void until(String what, Duration limit, BooleanSupplier seen) {
    if (!seenWithin(limit, STEP, seen)) {
      throw new TestbedException(
          TestbedFault.TIMED_OUT, "Waited " + limit + " in vain until " + what);
    }
  }

  /** Looks every step; whether it was seen before the limit ended. */
  public static boolean seenWithin(Duration limit, Duration step, BooleanSupplier seen) {
    long end = System.nanoTime() + limit.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(step);
    }
    return true;
  }

  private static void pause(Duration step) {
    try {
      Thread.sleep(step.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException(TestbedFault.INTERRUPTED, "Interrupted while waiting", e);
    }
  }
}
