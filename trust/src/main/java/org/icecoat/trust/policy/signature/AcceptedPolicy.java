package org.icecoat.trust.policy.signature;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.trust.policy.PolicyId;

/** A policy that is in force; only {@link PolicyBook} makes one. Immutable. */
public final class AcceptedPolicy {
  private final SignedPolicy signed;
  private final Instant until;

  AcceptedPolicy(SignedPolicy signed, Instant until) {
    this.signed = signed;
    this.until = until;
  }

  public SignedPolicy signed() {
    return signed;
  }

  public PolicyId id() {
    return signed.id();
  }

  /** When the roll-out of the next version ends and this one with it; empty for the newest. */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  boolean inForce(Instant now) {
    return until == null || now.isBefore(until);
  }
}
