package org.icecoat.plugin.guest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the runner says of its run.
 *
 * @param elapsedSeconds since it was started, by the guest's clock
 */
record GuestState(
    String run, Phase phase, Optional<Integer> exit, long elapsedSeconds, Stream out, Stream err) {
  private static final int WORDS = 9;

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
          Long.parseLong(words.get(4)),
          new Stream(Long.parseLong(words.get(5)), words.get(6).equals("1")),
          new Stream(Long.parseLong(words.get(7)), words.get(8).equals("1")));
    } catch (NumberFormatException e) {
      throw new IOException("The guest's state cannot be understood: " + words, e);
    }
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
