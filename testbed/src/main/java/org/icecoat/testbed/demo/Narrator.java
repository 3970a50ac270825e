package org.icecoat.testbed.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;
import org.icecoat.testbed.grid.Person;

/** Shows what is done: a line of explanation, the command as one would type it, what it prints. */
final class Narrator {
  private static final long LIMIT_MINUTES = 5;

  private final PrintStream out;
  private final long startedNanos = System.nanoTime();

  Narrator(PrintStream out) {
    this.out = out;
  }

  /** A line between the steps, with the seconds that have passed. */
  void say(String line) {
    out.printf("[%3d s] %s%n", seconds(), line);
  }

  long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos);
  }

  /** Runs a command that has to succeed; gives what it printed. */
  String does(Person person, String why, String... arguments) {
    return shows(person, why, 0, List.of(arguments));
  }

  /** The same with a line that has no blanks within its words. */
  String types(Person person, String why, String line) {
    return shows(person, why, 0, List.of(line.split(" ", -1)));
  }

  /**
   * Runs a command that has to end with the given status; gives what it printed.
   *
   * @throws TestbedException {@code COMMAND_FAILED} if it ends otherwise
   */
  String shows(Person person, String why, int status, List<String> arguments) {
    out.println();
    say(why);
    out.println("    $ icecoat " + String.join(" ", arguments));
    Process process = start(person, arguments);
    String text = relay(process);
    int ended = await(process);
    if (ended != status) {
      throw new TestbedException(
          TestbedFault.COMMAND_FAILED,
          "icecoat %s ended with status %d, not %d"
              .formatted(String.join(" ", arguments), ended, status));
    }
    return text;
  }

  private static Process start(Person person, List<String> arguments) {
    ProcessBuilder builder = person.process(arguments);
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("The command line cannot be started", e);
    }
  }

  private String relay(Process process) {
    StringBuilder text = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.println("    " + line);
        text.append(line).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("What the command line prints cannot be read", e);
    }
    return text.toString();
  }

  private static int await(Process process) {
    try {
      if (process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new TestbedException(TestbedFault.TIMED_OUT, "The command did not end");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new TestbedException(TestbedFault.INTERRUPTED, "Interrupted in the demo", e);
    }
  }
}
