package org.icecoat.trust.evidence;

import java.util.Optional;
import org.icecoat.trust.structure.Attestation.ClockReading;

/**
 * What the TPM's clock and counters of two quotes of one node say, the earlier one having been
 * verified. The flag {@code safe} means nothing here: it is off after any unorderly reset, and the
 * clock may then go back although nobody cheats.
 */
public final class ClockRule {
  private ClockRule() {}

  /** Which boot a quote is of. */
  public enum Boot {
    /** There is no earlier quote. */
    FIRST_SEEN,
    /** That of the earlier quote: logs go on. */
    SAME,
    /** A later one: logs begin anew. */
    LATER
  }

  /** Which boot {@code now} is of, if {@link #judge} finds nothing. */
  public static Boot boot(Optional<ClockReading> earlier, ClockReading now) {
    return earlier
        .map(before -> sameBoot(before, now) ? Boot.SAME : Boot.LATER)
        .orElse(Boot.FIRST_SEEN);
  }

  /**
   * What is wrong: fewer resets, or fewer restarts since the same reset, or a clock that stands.
   */
  static Optional<Finding> judge(ClockReading before, ClockReading now) {
    int resets = Long.compare(now.resetCount(), before.resetCount());
    int restarts = Long.compare(now.restartCount(), before.restartCount());
    if (resets < 0 || (resets == 0 && restarts < 0)) {
      return Optional.of(
          new Finding(
              Reason.COUNTERS_WENT_BACK,
              "from %d resets and %d restarts to %d and %d"
                  .formatted(
                      before.resetCount(), before.restartCount(),
                      now.resetCount(), now.restartCount())));
    }
    if (sameBoot(before, now) && Long.compareUnsigned(now.millis(), before.millis()) <= 0) {
      return Optional.of(
          new Finding(
              Reason.CLOCK_WENT_BACK,
              "from %s to %s ms in one boot"
                  .formatted(
                      Long.toUnsignedString(before.millis()),
                      Long.toUnsignedString(now.millis()))));
    }
    return Optional.empty();
  }

  private static boolean sameBoot(ClockReading before, ClockReading now) {
    return now.resetCount() == before.resetCount() && now.restartCount() == before.restartCount();
  }
}
