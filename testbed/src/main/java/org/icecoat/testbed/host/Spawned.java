package org.icecoat.testbed.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Patience;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/**
 * A long-running process in a host. It is in a session of its own, so that neither Ctrl-C nor the
 * end of this JVM reaches it: only {@link #stop}, {@link #kill} and the end of its host do.
 */
public final class Spawned {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final Path log;
  private final Process outer;
  private final ProcessHandle inner;

  private Spawned(String name, Path log, Process outer, ProcessHandle inner) {
    this.name = name;
    this.log = log;
    this.outer = outer;
    this.inner = inner;
  }

  /** Starts a program outside, in a session of its own. */
  static Spawned outside(
      String name, Path log, List<String> words, Map<String, String> environment) {
    Process outer = begin(log, words, environment);
    return new Spawned(name, log, outer, outer.toHandle());
  }

  /** Starts words of nsenter, which forks once to enter a process namespace. */
  static Spawned inside(
      String name, Path log, List<String> words, Map<String, String> environment) {
    Process outer = begin(log, words, environment);
    return new Spawned(name, log, outer, innerOf(name, log, outer));
  }

  private static Process begin(Path log, List<String> words, Map<String, String> environment) {
    List<String> all = new ArrayList<>(List.of("setsid"));
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Folders.make(log.getParent());
    return Folders.io("start the process that logs to", log, builder::start);
  }

  private static ProcessHandle innerOf(String name, Path log, Process outer) {
    Patience.until(
        name + " has started",
        START_LIMIT,
        () -> !outer.isAlive() || outer.children().findFirst().isPresent());
    Optional<ProcessHandle> child = outer.children().findFirst();
    return child.orElseGet(
        () -> {
          if (outer.exitValue() != 0) {
            throw new TestbedException(
                TestbedFault.COMMAND_FAILED,
                "%s ended at once with status %d: %s"
                    .formatted(name, outer.exitValue(), tail(log)));
          }
          return outer.toHandle();
        });
  }

  public String name() {
    return name;
  }

  /** Where its standard output and error go; grows over restarts under the same name. */
  public Path log() {
    return log;
  }

  /** The first child of it now. */
  Optional<ProcessHandle> child() {
    return outer.children().findFirst();
  }

  /** Its number in the machine's root namespace. */
  public long pid() {
    return inner.pid();
  }

  public boolean isAlive() {
    return outer.isAlive();
  }

  /** Its exit status, 128 + n after signal n; empty if it still lives after the limit. */
  public OptionalInt awaitExit(Duration limit) {
    try {
      boolean ended = outer.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      return ended ? OptionalInt.of(outer.exitValue()) : OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException(
          TestbedFault.INTERRUPTED, "Interrupted while waiting for the end of " + name, e);
    }
  }

  /**
   * SIGTERM, and SIGKILL if it has not ended when the grace is over. Does nothing to a dead one.
   */
  public void stop(Duration grace) {
    inner.destroy();
    if (awaitExit(grace).isEmpty()) {
      kill();
    }
  }

  /** SIGKILL; its children live on, as they do when a real process is killed. */
  public void kill() {
    inner.destroyForcibly();
    if (awaitExit(KILL_LIMIT).isEmpty()) {
      throw new TestbedException(
          TestbedFault.TIMED_OUT, name + " (" + pid() + ") did not end after SIGKILL");
    }
  }

  /** SIGSTOP: it stands still. */
  public void freeze() {
    signal("-STOP", inner.pid());
  }

  /** It goes on; so must nsenter, which stops itself when it sees its child stopped. */
  public void thaw() {
    signal("-CONT", outer.pid());
    signal("-CONT", inner.pid());
  }

  private static void signal(String signal, long pid) {
    Command.of("kill", signal, String.valueOf(pid)).run();
  }

  /** The end of its log. */
  public String lastWords() {
    return tail(log);
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }
}
