package org.icecoat.testbed.grid;

import java.nio.file.Path;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;

/** Data that somebody owns: one file on a disk of its own. */
final class TestingDataset {
  static final String NAME = "ledger";
  static final String CONTENT = "nobody else is to know\n";

  private TestingDataset() {}

  /** The node with the data. */
  static NodePlan on(NodePlan node) {
    return node.with(NAME, make(Path.of("target", "dataset").toAbsolutePath()));
  }

  /** Makes its disk below a folder, whose and with whose rights the guide has it. */
  static Path asInTheGuide(Path folder) {
    Path disk = make(folder);
    Command.of("chmod", "0440", disk.toString()).run();
    Command.of("chown", "root:libvirt-qemu", disk.toString()).run();
    return disk;
  }

  /** Makes its disk below a folder. */
  private static Path make(Path folder) {
    Folders.write(folder.resolve("content/ledger.txt"), CONTENT);
    Path disk = folder.resolve("ledger.img");
    Command.of("rm", "-f", disk.toString()).run();
    Command.of(
            "mke2fs",
            "-q",
            "-t",
            "ext4",
            "-d",
            folder.resolve("content").toString(),
            disk.toString(),
            "4M")
        .run();
    return disk;
  }
}
