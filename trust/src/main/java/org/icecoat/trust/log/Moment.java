package org.icecoat.trust.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The times that a log knows: whole microseconds from 1970 to 9999. */
final class Moment {
  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Moment() {}

  static Instant of(Instant at) {
    if (at.isBefore(Instant.EPOCH) || at.isAfter(END)) {
      throw new IllegalArgumentException("A log knows the years 1970 to 9999 only");
    }
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
