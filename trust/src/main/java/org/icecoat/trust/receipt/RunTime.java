package org.icecoat.trust.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * From when to when a VM ran, as its node saw it. It ended between {@code lastSeen} and {@code
 * gone}; how far they lie apart says how closely the node looked.
 *
 * @param from when it was first seen to run; empty if never
 * @param lastSeen when it was last seen to run
 * @param gone when it was first seen not to run any more; empty while it runs
 * @param starts how often it was seen to begin to run; between, it was off
 */
public record RunTime(
    Optional<Instant> from, Optional<Instant> lastSeen, Optional<Instant> gone, int starts) {
  public RunTime {
    from = from.map(Lines::moment);
    lastSeen = lastSeen.map(Lines::moment);
    gone = gone.map(Lines::moment);
    boolean ran = from.isPresent();
    if (lastSeen.isPresent() != ran || (starts > 0) != ran || (gone.isPresent() && !ran)) {
      throw new IllegalArgumentException("A run has a beginning, or nothing");
    }
    boolean backwards = ran && before(lastSeen, from);
    if (backwards || (gone.isPresent() && before(gone, lastSeen))) {
      throw new IllegalArgumentException("A run does not end before it begins");
    }
  }

  private static boolean before(Optional<Instant> one, Optional<Instant> other) {
    return one.orElseThrow().isBefore(other.orElseThrow());
  }

  /** Of a VM that was never seen to run. */
  public static RunTime never() {
    return new RunTime(Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  /** It is seen to run now; a clock that went back does not make a run shorter. */
  public RunTime seenRunning(Instant now) {
    boolean begins = from.isEmpty() || gone.isPresent();
    Instant last = latest(now);
    return new RunTime(
        from.or(() -> Optional.of(last)),
        Optional.of(last),
        Optional.empty(),
        begins ? starts + 1 : starts);
  }

  /** It is seen not to run now. */
  public RunTime seenGone(Instant now) {
    return from.isEmpty() || gone.isPresent()
        ? this
        : new RunTime(from, lastSeen, Optional.of(latest(now)), starts);
  }

  private Instant latest(Instant now) {
    Instant before = gone.or(() -> lastSeen).orElse(now);
    return before.isAfter(now) ? before : now;
  }

  Lines.Writer written(Lines.Writer lines) {
    return lines
        .line("from", from.map(Instant::toString))
        .line("last-seen", lastSeen.map(Instant::toString))
        .line("gone", gone.map(Instant::toString))
        .line("starts", Integer.toString(starts));
  }

  static RunTime read(Lines.Reader lines) {
    return new RunTime(
        lines.time("from"),
        lines.time("last-seen"),
        lines.time("gone"),
        Integer.parseInt(lines.required("starts")));
  }
}
