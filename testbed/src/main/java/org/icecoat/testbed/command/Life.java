package org.icecoat.testbed.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One life of a process, to tell it from a later process with the same number.
 *
 * @param started when it started, in the kernel's ticks since boot; empty if it was gone already
 */
public record Life(long pid, String started) {
  private static final int START_FIELD = 22;

  public static Life ofThisProcess() {
    return of(ProcessHandle.current().pid());
  }

  static Life of(long pid) {
    return new Life(pid, startOf(pid));
  }

  /** Whether it has not ended. */
  public boolean goesOn() {
    return !started.isEmpty() && started.equals(startOf(pid));
  }

  /** A field of proc_pid_stat(5); the second one, the name, may itself hold blanks. */
  private static String startOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      return fields.get(START_FIELD - 3);
    } catch (IOException gone) {
      return "";
    }
  }
}
