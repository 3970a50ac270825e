package org.icecoat.testbed.grid;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Output;

/** Somebody who uses the command line, with a home folder and credentials of their own. */
public final class Person {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Installation installation;
  private final Path home;
  private final Map<String, String> environment;
  private final Map<String, String> mark;

  /**
   * @param mark more for the environment of each command, by which the run knows it for its own
   */
  Person(
      Installation installation,
      Path home,
      Map<String, String> environment,
      Map<String, String> mark) {
    this.installation = installation;
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.mark = Map.copyOf(mark);
  }

  /** The same person, whose commands go to another factory. */
  public Person at(URI factory) {
    Map<String, String> other = new TreeMap<>(environment);
    other.put("ICECOAT_FACTORY", factory.toString());
    return new Person(installation, home, other, mark);
  }

  public Path home() {
    return home;
  }

  /** What has to be in the environment for the command line to act for this person. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Runs {@code icecoat …} in the person's home, whatever its exit status. */
  public Output icecoat(String... arguments) {
    return icecoat(List.of(arguments));
  }

  /** Runs {@code icecoat …} in the person's home, whatever its exit status. */
  public Output icecoat(List<String> arguments) {
    return command(arguments).tryRun();
  }

  /** {@code icecoat …} in the person's home, to be started. */
  public ProcessBuilder process(List<String> arguments) {
    ProcessBuilder builder = new ProcessBuilder(installation.words(arguments));
    builder.directory(home.toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(mark);
    return builder;
  }

  private Command command(List<String> arguments) {
    return Command.of(installation.words(arguments))
        .withFolder(home)
        .withEnvironment(environment)
        .withEnvironment(mark)
        .withLimit(LIMIT);
  }
}
