package org.icecoat.factory.vm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the work in the present state has come; a new state starts with a new one.
 *
 * @param ordered the node has taken the order that this state is about
 * @param startsBefore how often the domain had been started when the state was entered
 * @param tries how often the present step has failed in a row
 * @param notBefore when the step may be tried again
 * @param deadline when waiting is over; a shutdown then cuts the power
 */
public record Drive(
    boolean ordered,
    int startsBefore,
    int tries,
    Optional<Instant> notBefore,
    Optional<Instant> deadline) {
  /**
   * No wait is as long: what is to be waited for longer was written before the clock was put back.
   */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  public static Drive fresh(int startsBefore) {
    return new Drive(false, startsBefore, 0, Optional.empty(), Optional.empty());
  }

  /** The order was taken: failures before it no longer count. */
  public Drive afterOrder() {
    return new Drive(true, startsBefore, 0, Optional.empty(), deadline);
  }

  public Drive afterFailure(Instant retryAt) {
    return new Drive(ordered, startsBefore, tries + 1, Optional.of(retryAt), deadline);
  }

  /** What failed before does not count any more. */
  public Drive patientAgain() {
    return new Drive(ordered, startsBefore, 0, Optional.empty(), deadline);
  }

  public Drive waitingUntil(Instant moment) {
    return new Drive(ordered, startsBefore, tries, Optional.of(moment), deadline);
  }

  public Drive withDeadline(Instant moment) {
    return new Drive(false, startsBefore, 0, Optional.empty(), Optional.of(moment));
  }

  public boolean mayAct(Instant now) {
    return notBefore
        .map(moment -> !now.isBefore(moment) || moment.isAfter(now.plus(LONGEST_WAIT)))
        .orElse(true);
  }
}
