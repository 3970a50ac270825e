package org.icecoat.plugin.attest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;

/** The digest of what is at a path now, a file or a folder. */
final class MeasuredPath {
  private final Path path;
  private final MeasuredFile file;
  private final MeasuredFolder folder;

  MeasuredPath(Path path, InstantSource clock) {
    this.path = path;
    this.file = new MeasuredFile(path, clock);
    this.folder = new MeasuredFolder(path, clock);
  }

  /** The digest; empty if there is nothing, or a file that may not be read. */
  Optional<Sha256> digest() throws IOException {
    return Files.isDirectory(path) ? Optional.of(folder.digest()) : file.digest();
  }
}
