package org.icecoat.plugin.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.domain.node.HealthFinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what is left of the file system of VMs and images. */
final class FreeRoom {
  private static final Logger LOG = LoggerFactory.getLogger(FreeRoom.class);

  private FreeRoom() {}

  static Optional<HealthFinding> finding(Path folder, long leastBytes) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free >= leastBytes
          ? Optional.empty()
          : Optional.of(
              new HealthFinding(
                  "DISK_LOW",
                  "Only %d MiB are free for VMs and images: make room".formatted(free >> 20)));
    } catch (IOException e) {
      LOG.warn("The folder {} cannot be read", folder, e);
      return Optional.of(
          new HealthFinding(
              "FOLDER_UNREADABLE", "The plug-in's folder cannot be read; its log says why"));
    }
  }
}
