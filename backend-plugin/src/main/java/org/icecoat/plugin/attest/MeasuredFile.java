package org.icecoat.plugin.attest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;

/**
 * The digest of a file, computed anew only when the file is another one or was written to: the
 * kernel sets the time of change (ctime), and only root can set the clock.
 */
final class MeasuredFile {
  private final Path file;
  private Optional<Map<String, Object>> seen = Optional.empty();
  private Optional<Sha256> digest = Optional.empty();

  MeasuredFile(Path file) {
    this.file = file;
  }

  /** The digest; empty if there is no such file. */
  Optional<Sha256> digest() throws IOException {
    Optional<Map<String, Object>> now = attributes();
    if (!now.equals(seen)) {
      digest = now.isPresent() ? Optional.of(computed()) : Optional.empty();
      seen = now; // attributes of before: a file written to meanwhile is measured again
    }
    return digest;
  }

  private Optional<Map<String, Object>> attributes() throws IOException {
    try {
      return Optional.of(Files.readAttributes(file, "unix:dev,ino,size,ctime,lastModifiedTime"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Sha256 computed() throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return Sha256.of(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
