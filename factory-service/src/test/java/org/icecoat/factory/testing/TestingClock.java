package org.icecoat.factory.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that is set by hand; each reading is a microsecond later than the one before. */
public final class TestingClock implements InstantSource {
  public static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Override
  public Instant instant() {
    return now.updateAndGet(moment -> moment.plusNanos(1000));
  }

  public void advance(Duration by) {
    now.updateAndGet(moment -> moment.plus(by));
  }
}
