package org.icecoat.plugin.guest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long an application has run, by the node's clock while the guest was not paused, or by the
 * guest's if that says more.
 */
final class RunningTime {
  private final Clock clock;
  private Duration counted = Duration.ZERO;
  private Instant last;

  RunningTime(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  void restart() {
    counted = Duration.ZERO;
    last = clock.instant();
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
    Instant now = clock.instant();
    if (runs) {
      counted = counted.plus(Duration.between(last, now));
    }
    last = now;
    return counted;
  }
}
