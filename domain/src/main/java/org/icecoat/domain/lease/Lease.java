package org.icecoat.domain.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How long a VM may live from the moment at which the lease is granted or set.
 *
 * @param duration more than zero, at most ten years
 * @param grace from the end of the lease to the VM's destruction; zero or more
 */
public record Lease(Duration duration, ExpiryAction expiryAction, Duration grace) {
  private static final Duration MOST = Duration.ofDays(3660);

  public Lease {
    Objects.requireNonNull(expiryAction, "expiryAction");
    if (duration.isNegative() || duration.isZero() || duration.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("A lease lasts longer than nothing and at most ten years");
    }
    if (grace.isNegative() || grace.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("A grace time is not negative and at most ten years");
    }
  }

  /** The lease counted from {@code grantedAt}. */
  public LeaseClock grantedAt(Instant grantedAt, Duration warning) {
    return new LeaseClock(grantedAt.plus(duration), expiryAction, grace, warning);
  }
}
