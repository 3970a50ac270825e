package org.icecoat.testbed.image;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.icecoat.testbed.command.Command;

/** The machine's static busybox, which images carry. */
final class Busybox {
  static final Path PROGRAM = Path.of("/bin/busybox");

  private Busybox() {}

  /** Puts a link to busybox at the usual place of each of its applets that the tree lacks. */
  static void install(Path tree) {
    for (String applet :
        Command.of(PROGRAM.toString(), "--list-full").run().out().lines().toList()) {
      Path place = tree.resolve(applet);
      if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        Resources.link(place, "/bin/busybox");
      }
    }
  }
}
