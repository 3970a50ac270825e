package org.icecoat.console.terminal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Bytes a second since the step began. */
final class Rate {
  private static final long MILLIS = 1000;

  private final Clock clock;
  private String step = "";
  private Instant began = Instant.EPOCH;
  private long first;

  Rate(Clock clock) {
    this.clock = clock;
  }

  /** The rate, or 0 while it is too early to tell. */
  long of(ProgressDisplay.Step now) {
    if (!now.name().equals(step) || now.bytesDone() < first) {
      step = now.name();
      began = clock.instant();
      first = now.bytesDone();
    }
    long millis = Duration.between(began, clock.instant()).toMillis();
    return millis <= 0 ? 0 : (now.bytesDone() - first) * MILLIS / millis;
  }
}
