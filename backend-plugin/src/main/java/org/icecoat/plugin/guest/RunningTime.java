package org.icecoat.plugin.guest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long an application has run, by the time that has passed on the node while the guest was not
 * paused, or by the guest's clock if that says more.
 */
final class RunningTime {
  private final InstantSource steady;
  private Duration counted = Duration.ZERO;
  private Instant last;

  /**
   * Begins to count.
   *
   * @param steady counts on whatever the machine's clock is set to
   */
  RunningTime(InstantSource steady) {
    this.steady = steady;
    this.last = steady.instant();
  }

  void restart() {
    counted = Duration.ZERO;
    last = steady.instant();
  }

  /** The guest says how long. What it says can only add: the guest is the client's. */
  void heard(Duration told) {
    Duration own = elapsed(true);
    counted = own.compareTo(told) < 0 ? told : own;
  }

  /**
   * The time so far.
   *
   * @param runs whether the guest has run since the last call
   */
  Duration elapsed(boolean runs) {
    Instant now = steady.instant();
    if (runs) {
      counted = counted.plus(Duration.between(last, now));
    }
    last = now;
    return counted;
  }
}
