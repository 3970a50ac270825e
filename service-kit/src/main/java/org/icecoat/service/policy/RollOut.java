package org.icecoat.service.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.trust.policy.signature.Doubt;
import org.icecoat.trust.policy.signature.PolicyVerdict;

/** For how long the version before a new one still counts, as who brings the new one asks. */
public sealed interface RollOut {
  /** Two versions that count for longer than that are an oversight. */
  Duration LONGEST = Duration.ofDays(90);

  /** As long as the service's configuration says. */
  static RollOut usual() {
    return new Usual();
  }

  /** When the older version ends; empty as configured. */
  Optional<Instant> end(Instant now);

  /** Why that is no end to be asked for; empty if it is one. */
  default Optional<PolicyVerdict> refusal(Instant now) {
    return end(now).flatMap(end -> refusal(end, now));
  }

  private static Optional<PolicyVerdict> refusal(Instant end, Instant now) {
    String told = "%s, and here it is %s".formatted(end, now);
    if (end.isBefore(now)) {
      return Optional.of(PolicyVerdict.refused(Doubt.ROLL_OUT_PAST, told));
    }
    return Duration.between(now, end).compareTo(LONGEST) > 0
        ? Optional.of(PolicyVerdict.refused(Doubt.ROLL_OUT_TOO_LONG, told))
        : Optional.empty();
  }

  /** Nothing is asked for. */
  record Usual() implements RollOut {
    @Override
    public Optional<Instant> end(Instant now) {
      return Optional.empty();
    }
  }

  /** Until then. */
  record Until(Instant moment) implements RollOut {
    @Override
    public Optional<Instant> end(Instant now) {
      return Optional.of(moment);
    }
  }

  /**
   * So long from now on.
   *
   * @param time zero if the older version ends at once
   */
  record Lasting(Duration time) implements RollOut {
    public Lasting {
      if (time.isNegative() || time.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a roll-out takes 0 s to %d days".formatted(LONGEST.toDays()));
      }
    }

    @Override
    public Optional<Instant> end(Instant now) {
      return Optional.of(now.plus(time));
    }
  }
}
