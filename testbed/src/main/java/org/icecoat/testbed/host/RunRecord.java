package org.icecoat.testbed.host;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Life;

/**
 * What is kept on disk, before anything else is made, to find a dead run's leftovers again.
 *
 * @param run names everything that it made
 * @param owner the process that made it
 */
record RunRecord(RunId run, Life owner) {
  private static final String FILE = "testbed.properties";

  static RunRecord ofThisProcess(RunId run) {
    return new RunRecord(run, Life.ofThisProcess());
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
            new Life(
                Long.parseLong(properties.getProperty("owner")),
                properties.getProperty("started"))));
  }

  void write(Path folder) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("run", run.value());
    properties.setProperty("owner", String.valueOf(owner.pid()));
    properties.setProperty("started", owner.started());
    StringWriter text = new StringWriter();
    properties.store(text, "What of this testbed is on the machine; removed with it");
    Folders.write(folder.resolve(FILE), text.toString());
  }

  static void remove(Path folder) {
    Folders.remove(folder.resolve(FILE));
  }

  /** Whether another process that still lives made it. */
  boolean ownedByAnother() {
    return owner.pid() != ProcessHandle.current().pid() && owner.goesOn();
  }
}
