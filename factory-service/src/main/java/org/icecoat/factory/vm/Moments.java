package org.icecoat.factory.vm;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Reads clocks as finely as both databases can keep it, so that a row gives back what was put. */
public final class Moments {
  private Moments() {}

  public static Instant micros(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
