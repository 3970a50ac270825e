package org.icecoat.plugin.vm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that tells each time only once, and later ones later. Where the machine's clock is put
 * back, this one creeps on until that has caught up: the factory takes no report that is older than
 * the last one. How long something lasts is not measured by it. After a restart of the process it
 * begins anew.
 */
final class RisingClock extends Clock {
  /** The contract's times and the factory's database are that fine. */
  private static final Duration STEP = Duration.ofNanos(1000);

  private final Clock clock;
  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

  RisingClock(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    Instant now = clock.instant();
    return last.updateAndGet(told -> now.isAfter(told) ? now : told.plus(STEP));
  }

  @Override
  public ZoneId getZone() {
    return clock.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new RisingClock(clock.withZone(zone));
  }
}
