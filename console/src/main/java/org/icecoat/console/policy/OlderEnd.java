package org.icecoat.console.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.text.Moments;
import org.icecoat.console.text.Spans;

/**
 * When the version before an activated one ends: at most one is not null, and none if as the
 * services are configured.
 *
 * @param rollOut counted by the clock of each service
 */
record OlderEnd(Instant until, Duration rollOut) {
  /**
   * Reads the options, each null if it is not given.
   *
   * @throws ConsoleException USAGE
   */
  static OlderEnd asked(String until, String rollOut, Moments moments) {
    if (until != null && rollOut != null) {
      throw new ConsoleException(ConsoleFault.USAGE, "Give --until or --roll-out, not both");
    }
    return new OlderEnd(
        read("--until", until, moments::parse), read("--roll-out", rollOut, Spans::parseOrNone));
  }

  private static <T> T read(String option, String text, Function<String, T> reading) {
    try {
      return text == null ? null : reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(ConsoleFault.USAGE, option + ": " + e.getMessage(), e);
    }
  }
}
