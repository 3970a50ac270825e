package org.icecoat.testbed.host;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.icecoat.testbed.command.Folders;

/**
 * What is kept on disk, before anything else is made, to find a dead run's leftovers again.
 *
 * @param run names everything that it made
 * @param owner the process that made it
 * @param started when that process started, in the kernel's ticks since boot, to tell it from a
 *     later one with the same number; empty if it is gone
 */
record RunRecord(RunId run, long owner, String started) {
  private static final String FILE = "testbed.properties";

  static RunRecord ofThisProcess(RunId run) {
    ProcessHandle self = ProcessHandle.current();
    return new RunRecord(run, self.pid(), startOf(self.pid()));
  }

  static Optional<RunRecord> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    String text = Folders.read(file);
    Folders.io(
        "read",
        file,
        () -> {
          properties.load(new StringReader(text));
          return properties;
        });
    return Optional.of(
        new RunRecord(
            new RunId(properties.getProperty("run")),
            Long.parseLong(properties.getProperty("owner")),
            properties.getProperty("started")));
  }

  void write(Path folder) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("run", run.value());
    properties.setProperty("owner", String.valueOf(owner));
    properties.setProperty("started", started);
    StringWriter text = new StringWriter();
    properties.store(text, "What of this testbed is on the machine; removed with it");
    Folders.write(folder.resolve(FILE), text.toString());
  }

  static void remove(Path folder) {
    Folders.remove(folder.resolve(FILE));
  }

  /** Whether another process that still lives made it. */
  boolean ownedByAnother() {
    return owner != ProcessHandle.current().pid()
        && !started.isEmpty()
        && started.equals(startOf(owner));
  }

  /** Field 22 of proc_pid_stat(5); the second field, the name, may itself hold blanks. */
  private static String startOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      return fields.get(22 - 3);
    } catch (IOException gone) {
      return "";
    }
  }
}
