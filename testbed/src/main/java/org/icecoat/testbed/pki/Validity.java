package org.icecoat.testbed.pki;

import java.time.Duration;
import java.time.Instant;

/** From when until when a certificate is valid. */
public record Validity(Instant from, Instant until) {
  /** A year from now; a little before now too, for clocks that go after. */
  static Validity year(Instant now) {
    return new Validity(now.minus(Duration.ofMinutes(10)), now.plus(Duration.ofDays(365)));
  }
}
