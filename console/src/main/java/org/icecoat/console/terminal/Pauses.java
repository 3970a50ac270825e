package org.icecoat.console.terminal;

import java.time.Duration;

/** Waits between two looks at a service. */
@FunctionalInterface
public interface Pauses {
  /**
   * Waits.
   *
   * @throws InterruptedException if the user does not want to wait any longer
   */
  void pause(Duration length) throws InterruptedException;
}
