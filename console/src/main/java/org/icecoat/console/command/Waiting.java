package org.icecoat.console.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.terminal.Interrupts;
import org.icecoat.console.terminal.Surroundings;
import org.icecoat.console.text.Spans;

/**
 * Looks until something has happened. A service that is away for a while is waited for; Ctrl-C and
 * the limit end the waiting, never what is waited for.
 */
public final class Waiting {
  private static final Duration SHORTEST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(2);
  private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(3);

  private final Surroundings surroundings;
  private final Duration limit;
  private final String goesOn;
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private Instant lastSeen;
  private boolean away;

  Waiting(Surroundings surroundings, Duration limit, String goesOn) {
    this.surroundings = surroundings;
    this.limit = limit;
    this.goesOn = goesOn;
  }

  /**
   * Looks until there is a result.
   *
   * @throws ConsoleException INTERRUPTED, TIMED_OUT, or what a look throws
   */
  public <T> T until(Supplier<Optional<T>> look) {
    Thread self = Thread.currentThread();
    Runnable stop =
        () -> {
          interrupted.set(true);
          self.interrupt();
        };
    Interrupts.Registration registration = surroundings.interrupts().onInterrupt(stop);
    try {
      return loop(look);
    } finally {
      registration.close();
    }
  }

  private <T> T loop(Supplier<Optional<T>> look) {
    Instant began = clock().instant();
    lastSeen = began;
    Duration pause = SHORTEST;
    while (true) {
      Optional<T> result = look(look);
      if (result.isPresent()) {
        return result.get();
      }
      requireTime(began);
      pause(pause);
      pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
    }
  }

  private <T> Optional<T> look(Supplier<Optional<T>> look) {
    try {
      Optional<T> result = look.get();
      lastSeen = clock().instant();
      away = false;
      return result;
    } catch (ConsoleException e) {
      if (interrupted.get()) {
        throw stopped(e);
      }
      requireBack(e);
      return Optional.empty();
    }
  }

  private void requireBack(ConsoleException e) {
    boolean absent = e.fault() == ConsoleFault.UNAVAILABLE;
    Duration absence = Duration.between(lastSeen, clock().instant());
    if (!absent || absence.compareTo(LONGEST_ABSENCE) > 0) {
      throw e;
    }
    if (!away) {
      away = true;
      surroundings.streams().err().println(e.getMessage() + "; still trying");
    }
  }

  private void requireTime(Instant began) {
    if (limit != null && !clock().instant().isBefore(began.plus(limit))) {
      throw new ConsoleException(
          ConsoleFault.TIMED_OUT, "Not done within " + Spans.text(limit) + ". " + goesOn);
    }
  }

  private void pause(Duration length) {
    try {
      surroundings.times().pauses().pause(length);
    } catch (InterruptedException e) {
      throw stopped(e);
    }
    if (interrupted.get()) {
      throw stopped(null);
    }
  }

  private ConsoleException stopped(Throwable cause) {
    return new ConsoleException(ConsoleFault.INTERRUPTED, "Interrupted. " + goesOn, cause);
  }

  private Clock clock() {
    return surroundings.times().clock();
  }
}
