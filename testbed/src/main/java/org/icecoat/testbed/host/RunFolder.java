package org.icecoat.testbed.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Folders;

/**
 * The run's folder under /run: short, as a Unix socket's path holds 107 bytes, and private. It has
 * the scripts that make hosts and a folder for each host.
 */
record RunFolder(RunId id, Path folder) {
  private static final List<String> SCRIPTS = List.of("keeper.sh", "host-init.sh", "enter.sh");

  static Path pathOf(RunId id) {
    return Path.of("/run", id.label());
  }

  static RunFolder make(RunId id) {
    RunFolder run = new RunFolder(id, Folders.make(pathOf(id)));
    for (String script : SCRIPTS) {
      Folders.write(run.folder.resolve(script), resource(script));
    }
    return run;
  }

  Path of(String host) {
    return folder.resolve(host);
  }

  String script(String name) {
    return folder.resolve(name).toString();
  }

  /** Marks every process of the run. */
  Map<String, String> environment() {
    return Map.of(RunProcesses.VARIABLE, id.value());
  }

  private static String resource(String name) {
    try (InputStream stream = RunFolder.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The jar lacks " + name, e);
    }
  }
}
