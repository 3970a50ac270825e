package org.icecoat.factory.request;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.lease.Lease;

/** A lease as a client wants it; what is left out is taken from the one that applies so far. */
public record LeaseWish(
    Duration duration, Optional<ExpiryAction> expiryAction, Optional<Duration> grace) {
  public Lease over(Lease before) {
    return new Lease(
        duration, expiryAction.orElse(before.expiryAction()), grace.orElse(before.grace()));
  }
}
