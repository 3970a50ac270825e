package org.icecoat.testbed.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.icecoat.console.Main;
import org.icecoat.console.configuration.SettingsLoader;
import org.icecoat.console.remote.Services;
import org.icecoat.console.remote.SoapServices;
import org.icecoat.console.terminal.Interrupts;
import org.icecoat.console.terminal.Screen;
import org.icecoat.console.terminal.Surroundings;
import org.icecoat.console.terminal.Surroundings.Place;
import org.icecoat.console.terminal.Surroundings.Streams;
import org.icecoat.console.terminal.Surroundings.Times;
import org.icecoat.testbed.command.Output;

/**
 * A person's command line in this JVM: the same program without a process for each command. May be
 * used by many threads.
 */
public final class TestingConsole implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private final Person person;
  private Services services;

  public TestingConsole(Person person) {
    this.person = person;
  }

  /** The folder in which commands run: what is uploaded is taken from here. */
  public Path home() {
    return person.home();
  }

  /** {@code icecoat ARGUMENTS…}, whatever comes of it. */
  public Output run(String... arguments) {
    return run(List.of(arguments));
  }

  /** {@code icecoat ARGUMENTS…}, whatever comes of it. */
  public Output run(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(InputStream.nullInputStream(), print(out), print(err));
    int status = Main.run(around(streams), arguments.toArray(String[]::new));
    return new Output(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What a command that has to succeed prints with {@code --json}. */
  public JsonNode json(String... arguments) {
    return json(List.of(arguments));
  }

  /** What a command that has to succeed prints with {@code --json}. */
  public JsonNode json(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    int options = words.indexOf("--");
    words.add(options < 0 ? words.size() : options, "--json");
    return parsed(Grid.must(run(words)).out());
  }

  /** The document on standard error of a command that failed with {@code --json}. */
  public JsonNode refusal(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    int options = words.indexOf("--");
    words.add(options < 0 ? words.size() : options, "--json");
    Output output = run(words);
    if (output.succeeded()) {
      throw new AssertionError(words + " was not refused: " + output.out());
    }
    return parsed(output.err().lines().filter(line -> line.contains("\"error\"")).toList().get(0));
  }

  private static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("This is no JSON: " + text, e);
    }
  }

  /** The person's stubs, kept open: for tests that look often. */
  public synchronized Services services() {
    if (services == null) {
      Place place = place();
      services =
          new SoapServices(
              new SettingsLoader(place, Map.of(), Optional.empty()).load(), Clock.systemUTC());
    }
    return services;
  }

  private Surroundings around(Streams streams) {
    Times times =
        new Times(
            Clock.systemUTC(),
            ZoneOffset.UTC,
            length -> LockSupport.parkNanos(Math.min(length.toNanos(), LONGEST_PAUSE.toNanos())));
    return new Surroundings(streams, place(), times, Screen.NONE, Interrupts.NEVER);
  }

  private Place place() {
    return new Place(person.environment(), person.home(), person.home(), 0);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() {
    if (services != null) {
      services.close();
      services = null;
    }
  }
}
