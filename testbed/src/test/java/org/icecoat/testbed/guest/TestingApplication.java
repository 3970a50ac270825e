package org.icecoat.testbed.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;

/** An application as the runner takes it: the script "run" and, in "files", what it works with. */
final class TestingApplication {
  private TestingApplication() {}

  static byte[] archive(Path folder, String script, Map<String, Path> files) throws IOException {
    Path tree = folder.resolve("application");
    Folders.remove(tree);
    Folders.make(tree.resolve("files"));
    Folders.write(tree.resolve("run"), script);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Files.copy(file.getValue(), tree.resolve("files").resolve(file.getKey()));
    }
    Path archive = folder.resolve("application.tar");
    Command.of("tar", "-cf", archive.toString(), "-C", tree.toString(), "run", "files").run();
    return Files.readAllBytes(archive);
  }
}
