package org.icecoat.testbed.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/**
 * A program with its arguments, never a line for a shell. Immutable: each {@code with…} gives
 * another one.
 */
public final class Command {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Path NOTHING = Path.of("/dev/null");
  private static final int SHOWN_CHARACTERS = 2000;

  private final List<String> words;
  private final Map<String, String> environment;
  private final Path folder;
  private final Path input;
  private final Duration limit;
  private final boolean confined;

  private Command(
      List<String> words,
      Map<String, String> environment,
      Path folder,
      Path input,
      Duration limit,
      boolean confined) {
    this.words = List.copyOf(words);
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.input = input;
    this.limit = limit;
    this.confined = confined;
  }

  public static Command of(List<String> words) {
    return new Command(words, Map.of(), null, NOTHING, USUAL_LIMIT, false);
  }

  public static Command of(String... words) {
    return of(List.of(words));
  }

  /** Kills the program after this time; 60 seconds unless told. */
  public Command withLimit(Duration newLimit) {
    return new Command(words, environment, folder, input, newLimit, confined);
  }

  /** The working folder; that of this process unless told. */
  public Command withFolder(Path newFolder) {
    return new Command(words, environment, newFolder, input, limit, confined);
  }

  /** A file that it reads as its standard input; empty unless told. */
  public Command withInput(Path newInput) {
    return new Command(words, environment, folder, newInput, limit, confined);
  }

  /** Adds to the environment of this process. */
  public Command withEnvironment(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new Command(words, all, folder, input, limit, confined);
  }

  /**
   * The program ends with the thread that runs it, however that ends, SIGKILL included; whatever it
   * has started ends with it, and what it mounts nobody else sees. Needs root.
   */
  public Command confined() {
    return new Command(words, environment, folder, input, limit, true);
  }

  /**
   * Runs it to its end.
   *
   * @throws TestbedException {@code COMMAND_FAILED} if it ends with another status than 0
   */
  public Output run() {
    Output output = tryRun();
    if (!output.succeeded()) {
      throw new TestbedException(
          TestbedFault.COMMAND_FAILED,
          "\"%s\" ended with status %d: %s"
              .formatted(this, output.status(), tail(output.err() + output.out())));
    }
    return output;
  }

  /** Runs it to its end, whatever the status. */
  public Output tryRun() {
    Process process = start();
    return confined ? Confinement.around(process, () -> follow(process)) : follow(process);
  }

  private Output follow(Process process) {
    Drain out = Drain.of(process.getInputStream());
    Drain err = Drain.of(process.getErrorStream());
    try {
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        throw late(process, err.text(Duration.ZERO.plusMillis(1)));
      }
      return new Output(process.exitValue(), out.text(LAST_WORDS), err.text(LAST_WORDS));
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new TestbedException(TestbedFault.INTERRUPTED, "Interrupted in \"" + this + "\"", e);
    }
  }

  private Process start() {
    List<String> all = new ArrayList<>(confined ? Confinement.WORDS : List.of());
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(input.toFile()));
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new TestbedException(
          TestbedFault.MISSING_PROGRAM,
          "Cannot start \"" + words.get(0) + "\": is its package installed?",
          e);
    }
  }

  private TestbedException late(Process process, String lastWords) {
    end(process);
    return new TestbedException(
        TestbedFault.TIMED_OUT,
        "\"%s\" did not end within %s: %s".formatted(this, limit, tail(lastWords)));
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String tail(String text) {
    String stripped = text.strip();
    return stripped.substring(Math.max(0, stripped.length() - SHOWN_CHARACTERS));
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
