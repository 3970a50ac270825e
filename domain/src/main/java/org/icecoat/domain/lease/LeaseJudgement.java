package org.icecoat.domain.lease;

import java.time.Instant;

/** What a lease demands at one moment. {@code until} is when to judge again at the latest. */
public sealed interface LeaseJudgement {
  /** Nothing is due. */
  record Good(Instant until) implements LeaseJudgement {}

  /** The owner is to be warned, once. */
  record EndsSoon(Instant until) implements LeaseJudgement {}

  /** The VM must not run on: {@code action} is SHUTDOWN or PAUSE. */
  record Expired(ExpiryAction action, Instant until) implements LeaseJudgement {}

  /** The VM is to be destroyed. */
  record Over() implements LeaseJudgement {}
}
