package org.icecoat.trust.evidence;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.trust.structure.Attestation.ClockReading;

/**
 * What the TPM's clock and counters of two quotes of one node say, the earlier one having been
 * verified. The flag {@code safe} means nothing here: it is off after any unorderly reset, and the
 * clock may then go back although nobody cheats.
 */
public final class ClockRule {
  private static final Set<Reason> BACK =
      EnumSet.of(Reason.COUNTERS_WENT_BACK, Reason.CLOCK_WENT_BACK);

  /** What may be found of a quote that the node's TPM made for this challenge all the same. */
  private static final Set<Reason> OF_A_RIGHT_QUOTE =
      EnumSet.of(
          Reason.COUNTERS_WENT_BACK,
          Reason.CLOCK_WENT_BACK,
          Reason.PCR_VALUES_MALFORMED,
          Reason.SELECTION_EMPTY,
          Reason.SELECTION_NOT_SINGLE,
          Reason.BANK_DIFFERS,
          Reason.PCRS_MISSING,
          Reason.PCRS_UNASKED,
          Reason.VALUES_NOT_AS_QUOTED,
          Reason.PCR_DIGEST_DIFFERS);

  private static final Comparator<ClockReading> AGE =
      Comparator.comparingLong(ClockReading::resetCount)
          .thenComparingLong(ClockReading::restartCount)
          .thenComparing(ClockReading::millis, Long::compareUnsigned);

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

  /**
   * Whether findings show that the node's own TPM was put back to an earlier state: the quote is by
   * its key and for this challenge, and its clock or counters went back. What the TPM shows later
   * cannot cure that: restored once, it counts on, and at last beyond what is remembered.
   *
   * @return which of the two; empty also if the quote may be anybody's
   */
  public static Optional<Reason> rolledBack(List<Finding> findings) {
    List<Reason> reasons = findings.stream().map(Finding::reason).toList();
    return OF_A_RIGHT_QUOTE.containsAll(reasons)
        ? reasons.stream().filter(BACK::contains).findFirst()
        : Optional.empty();
  }

  /** Which boot {@code now} is of, if {@link #judge} finds nothing. */
  public static Boot boot(Optional<ClockReading> earlier, ClockReading now) {
    return earlier
        .map(before -> sameBoot(before, now) ? Boot.SAME : Boot.LATER)
        .orElse(Boot.FIRST_SEEN);
  }

  /** The one that the other, of the same TPM, may not go behind. */
  public static ClockReading later(ClockReading one, ClockReading other) {
    return AGE.compare(one, other) > 0 ? one : other;
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
