package org.icecoat.testbed.bench.deploy;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.testbed.command.Patience;

/** Sees to it that each deployment needs a proof of its own, and that it had one. */
final class FreshProof {
  /** The least age that a client may demand. */
  static final Duration MAXIMAL_AGE = Duration.ofSeconds(30);

  private static final Duration LIMIT = MAXIMAL_AGE.plusSeconds(10);

  /** When the node proved itself last, as far as is known. */
  private Instant last = Instant.now();

  /** Waits until the last proof is too old for another VM. */
  void awaitOld() {
    Patience.until(
        "the node's last proof is too old",
        LIMIT,
        () -> last.isBefore(Instant.now().minus(MAXIMAL_AGE)));
  }

  /**
   * Takes note of when the node proved itself for a VM that was asked for then.
   *
   * @return whether it did so for the VM; else it had been asked for the factory's own reasons
   */
  boolean given(Instant proved, Instant asked) {
    last = proved;
    return !proved.isBefore(asked);
  }
}
