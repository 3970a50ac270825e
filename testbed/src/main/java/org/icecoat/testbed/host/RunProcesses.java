package org.icecoat.testbed.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes of a run, wherever they are: known by the control group that they are in or by the
 * variable in their environment. Zombies do not count.
 */
final class RunProcesses {
  static final String VARIABLE = "ICECOAT_TESTBED";

  private final RunId run;

  RunProcesses(RunId run) {
    this.run = run;
  }

  List<ProcessHandle> all() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(this::belongs)
        .toList();
  }

  private boolean belongs(ProcessHandle process) {
    Path folder = Path.of("/proc", String.valueOf(process.pid()));
    boolean marked =
        text(folder.resolve("cgroup")).contains("/" + run.label() + "/")
            || text(folder.resolve("environ")).contains(VARIABLE + "=" + run.value() + "\0");
    return marked && !text(folder.resolve("stat")).contains(") Z ");
  }

  /** Empty when the process is gone. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
