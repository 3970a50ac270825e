package org.icecoat.console.view;

import java.time.Instant;
import org.icecoat.wire.types.FailureType;
import org.icecoat.wire.types.ProgressType;
import org.icecoat.wire.vm.HistoryEntryType;

/** What happened and happens to a VM. */
public final class Journal {
  private Journal() {}

  /** The step that is being done; the bytes and the description may be null. */
  public record Progress(
      String name, int step, int steps, Long bytesDone, Long bytesTotal, String description) {

    static Progress of(ProgressType wire) {
      return wire == null
          ? null
          : new Progress(
              wire.getName(),
              wire.getStep(),
              wire.getSteps(),
              wire.getBytesDone(),
              wire.getBytesTotal(),
              wire.getDescription());
    }
  }

  /** What went wrong; {@code recovery} is null where Recover can do nothing. */
  public record Failure(Instant at, String step, String code, String description, String recovery) {

    static Failure of(FailureType wire) {
      return wire == null
          ? null
          : new Failure(
              wire.getAt(),
              wire.getStep(),
              wire.getCode(),
              wire.getDescription(),
              wire.getRecovery());
    }
  }

  /** A change of state; {@code description} may be null. */
  public record Entry(Instant at, String state, String event, String description) {
    static Entry of(HistoryEntryType wire) {
      return new Entry(
          wire.getAt(), wire.getState().value(), wire.getEvent(), wire.getDescription());
    }
  }
}
