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

  Person(Installation installation, Path home, Map<String, String> environment) {
    this.installation = installation;
    this.home = home;
    this.environment = Map.copyOf(environment);
  }

  /** The same person, whose commands go to another factory. */
  public Person at(URI factory) {
    Map<String, String> other = new TreeMap<>(environment);
    other.put("ICECOAT_FACTORY", factory.toString());
    return new Person(installation, home, other);
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

  /** The words that start {@code icecoat …}; home and environment have to be set beside. */
  public List<String> words(List<String> arguments) {
    return installation.words(arguments);
  }

  private Command command(List<String> arguments) {
    return Command.of(words(arguments))
        .withFolder(home)
        .withEnvironment(environment)
        .withLimit(LIMIT);
  }
}
