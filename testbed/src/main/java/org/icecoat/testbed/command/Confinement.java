package org.icecoat.testbed.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Process and mount namespaces of a command, which end with it. */
final class Confinement {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** The kernel kills the second program with this JVM's thread, and all in its namespaces then. */
  static final List<String> WORDS =
      List.of(
          "setpriv",
          "--pdeathsig",
          "KILL",
          "unshare",
          "--mount",
          "--pid",
          "--fork",
          "--kill-child",
          "--mount-proc",
          "--");

  private Confinement() {}

  /** If this JVM ends in order meanwhile, so does the command, and before it. */
  static <T> T around(Process process, Supplier<T> work) {
    Thread end = new Thread(() -> end(process), "command-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      return work.get();
    } finally {
      callOff(end);
    }
  }

  /** What is inside goes first, so that each has a parent that waits for it. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private static void callOff(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException theEndHasBegun) {
      // Then the hook runs, and finds nothing.
    }
  }
}
