package org.icecoat.console.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.icecoat.console.terminal.Interrupts;
import org.icecoat.console.terminal.Pauses;
import org.icecoat.console.terminal.Screen;
import org.icecoat.console.terminal.Surroundings;

/** The surroundings of a run that a test can look at: streams in memory, time that can be set. */
public final class TestingConsole {
  /** When all tests happen: a Monday at 13:00 in Berlin. */
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final TestingTime time;
  private final Map<String, String> environment = new HashMap<>();
  private final Path home;
  private String input = "";
  private Screen screen = Screen.NONE;
  private Interrupts interrupts = Interrupts.NEVER;
  private Pauses pauses;

  /**
   * A user in front of a console.
   *
   * @param home the home folder, also the working folder
   * @param now what the clock says
   */
  public TestingConsole(Path home, Instant now) {
    this.home = home;
    this.time = new TestingTime(now);
    this.pauses = time::advance;
    environment.put("ICECOAT_FACTORY", "https://factory.example:8443/factory");
    environment.put("ICECOAT_STORE", "https://store.example:8444/store");
  }

  /** What came of a run. */
  public record Result(int status, String out, String err) {}

  public TestingTime time() {
    return time;
  }

  public Path home() {
    return home;
  }

  /** Null removes the variable. */
  public TestingConsole with(String variable, String value) {
    if (value == null) {
      environment.remove(variable);
    } else {
      environment.put(variable, value);
    }
    return this;
  }

  public TestingConsole typing(String text) {
    input = text;
    return this;
  }

  public TestingConsole before(Screen terminal) {
    screen = terminal;
    return this;
  }

  public TestingConsole interruptedBy(Interrupts source) {
    interrupts = source;
    return this;
  }

  public TestingConsole pausing(Pauses other) {
    pauses = other;
    return this;
  }

  /** Runs with streams in memory. */
  public Result run(Function<Surroundings, Integer> main) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings.Streams streams =
        new Surroundings.Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Surroundings surroundings =
        new Surroundings(
            streams,
            new Surroundings.Place(environment, home, home, 1000),
            new Surroundings.Times(time, ZoneId.of("Europe/Berlin"), pauses),
            screen,
            interrupts);
    int status = main.apply(surroundings);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
