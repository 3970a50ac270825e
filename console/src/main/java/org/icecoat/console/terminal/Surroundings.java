package org.icecoat.console.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run of the command takes from its process, so that a test can give it something else.
 *
 * @param streams standard input, output and error
 * @param place environment, folders and user
 * @param times clock, zone and pauses
 * @param screen the terminal, if there is one
 * @param interrupts Ctrl-C
 */
public record Surroundings(
    Streams streams, Place place, Times times, Screen screen, Interrupts interrupts) {

  /** Standard input, output and error. */
  public record Streams(InputStream in, PrintStream out, PrintStream err) {}

  /**
   * Who runs the command, and where.
   *
   * @param environment the environment variables
   * @param home the user's home folder
   * @param folder the working folder
   * @param userId the numeric id of the user
   */
  public record Place(Map<String, String> environment, Path home, Path folder, long userId) {
    public Place {
      environment = Map.copyOf(environment);
    }

    /** A variable's value; one that is set but empty counts as not set. */
    public Optional<String> variable(String name) {
      return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Where what is to be remembered between runs is kept; it need not be there yet. */
    public Path states() {
      return variable("XDG_STATE_HOME")
          .map(Path::of)
          .orElse(home.resolve(".local").resolve("state"))
          .resolve("icecoat");
    }
  }

  /** The clock, the zone in which the user thinks, and how to wait. */
  public record Times(Clock clock, ZoneId zone, Pauses pauses) {}
}
