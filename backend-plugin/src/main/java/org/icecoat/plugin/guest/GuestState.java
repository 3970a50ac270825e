package org.icecoat.plugin.guest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the runner says of its run. The guest is the client's: what cannot be is not taken.
 *
 * @param elapsed since it was started, by the guest's clock
 */
record GuestState(
    String run, Phase phase, Optional<Integer> exit, Duration elapsed, Stream out, Stream err) {
  private static final int WORDS = 9;

  /** No guest has been up for longer than a hundred years. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Where a run is. */
  enum Phase {
    NONE,
    RUNNING,
    ENDED,
    TIMEOUT,
    GONE
  }

  /**
   * One output in the guest.
   *
   * @param full whether the guest dropped some of it
   */
  record Stream(long bytes, boolean full) {}

  static GuestState parse(List<String> words) throws IOException {
    if (words.size() != WORDS || !words.get(0).equals("state")) {
      throw new IOException("The guest's state cannot be understood: " + words);
    }
    try {
      return new GuestState(
          words.get(1),
          phase(words.get(2)),
          words.get(3).equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(words.get(3))),
          Duration.ofSeconds(number(words.get(4), LONGEST.toSeconds())),
          new Stream(number(words.get(5), Long.MAX_VALUE), words.get(6).equals("1")),
          new Stream(number(words.get(7), Long.MAX_VALUE), words.get(8).equals("1")));
    } catch (NumberFormatException e) {
      throw new IOException("The guest's state cannot be understood: " + words, e);
    }
  }

  private static long number(String word, long most) {
    long number = Long.parseLong(word);
    if (number < 0 || number > most) {
      throw new NumberFormatException("This is not from 0 to " + most + ": " + number);
    }
    return number;
  }

  private static Phase phase(String word) throws IOException {
    return switch (word) {
      case "none" -> Phase.NONE;
      case "running" -> Phase.RUNNING;
      case "ended" -> Phase.ENDED;
      case "timeout" -> Phase.TIMEOUT;
      case "gone" -> Phase.GONE;
      default -> throw new IOException("The guest is in an unknown phase: " + word);
    };
  }
}
