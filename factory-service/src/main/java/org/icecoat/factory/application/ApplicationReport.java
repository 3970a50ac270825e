package org.icecoat.factory.application;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;

/**
 * How the client's code fares. The byte counts are of what is kept.
 *
 * @param heardAt when the guest last gave a sign of life
 * @param truncated it printed more than is kept
 * @param problem why it could not be started or is lost, for people
 */
public record ApplicationReport(
    ApplicationState state,
    Optional<Sha256> digest,
    Optional<Integer> exitStatus,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Instant> heardAt,
    long standardOutputBytes,
    long standardErrorBytes,
    boolean truncated,
    Optional<String> problem) {
  /** Nothing is known but the state. */
  public static ApplicationReport only(ApplicationState state, Optional<Sha256> digest) {
    return new ApplicationReport(
        state,
        digest,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        false,
        Optional.empty());
  }
}
