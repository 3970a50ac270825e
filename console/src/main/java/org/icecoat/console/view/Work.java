package org.icecoat.console.view;

import java.time.Instant;
import org.icecoat.wire.types.ApplicationReportType;

/** How the application fares; all but {@code state} may be null. */
public record Work(
    String state,
    String digest,
    Integer exitStatus,
    Instant startedAt,
    Instant endedAt,
    Instant heardAt,
    Long standardOutputBytes,
    Long standardErrorBytes,
    Boolean truncated,
    String problem) {

  static Work of(ApplicationReportType wire) {
    return new Work(
        wire.getState().value(),
        wire.getDigest(),
        wire.getExitStatus(),
        wire.getStartedAt(),
        wire.getEndedAt(),
        wire.getHeardAt(),
        wire.getStandardOutputBytes(),
        wire.getStandardErrorBytes(),
        wire.isTruncated(),
        wire.getProblem());
  }

  /** Whether the application has ended, one way or another. */
  public boolean over() {
    return switch (state) {
      case "Succeeded", "Failed", "TimedOut", "Lost" -> true;
      default -> false;
    };
  }
}
