package org.icecoat.plugin.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/** An empty file in place of a disk. */
final class SimulatedDisk {
  private SimulatedDisk() {}

  static void create(Path overlay) {
    try {
      if (!Files.exists(overlay)) {
        Files.createFile(overlay);
      }
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The VM's disk cannot be made on the node", e);
    }
  }
}
