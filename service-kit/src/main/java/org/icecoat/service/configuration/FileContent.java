package org.icecoat.service.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.icecoat.trust.structure.Octets;

/**
 * What a file said when it was looked at: unlike its time, its size and its inode, its bytes tell
 * every change.
 *
 * @param bytes empty if it could not be read
 */
public record FileContent(Optional<Octets> bytes) {
  /** One more than a {@link ConfigurationFile} may have. */
  private static final int MOST = (1 << 20) + 1;

  /** What it says now. */
  public static FileContent of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new FileContent(Optional.of(Octets.of(in.readNBytes(MOST))));
    } catch (IOException e) {
      return new FileContent(Optional.empty());
    }
  }
}
