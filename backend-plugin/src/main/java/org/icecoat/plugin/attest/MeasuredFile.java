package org.icecoat.plugin.attest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digest of a file, computed anew only when the file is another one or was written to: the
 * kernel sets the time of change (ctime), and only root can set the clock. That time goes by the
 * kernel's ticks, so that a file may be written to twice in one: as long as the change is young,
 * the digest is computed anew each time.
 */
final class MeasuredFile {
  private static final Logger LOG = LoggerFactory.getLogger(MeasuredFile.class);

  /** Longer than any tick, those of file systems that keep whole seconds included. */
  private static final Duration YOUNG = Duration.ofSeconds(2);

  private final Path file;
  private final InstantSource clock;
  private Optional<Map<String, Object>> seen = Optional.empty();
  private Optional<Sha256> digest = Optional.empty();

  /**
   * A file that is there or not.
   *
   * @param clock by which the kernel says when files were changed
   */
  MeasuredFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** The digest; empty if there is no such file, or none that may be read. */
  Optional<Sha256> digest() throws IOException {
    Instant looked = clock.instant();
    Optional<Map<String, Object>> now = attributes();
    if (!now.equals(seen)) {
      digest = now.isPresent() ? readable() : Optional.empty();
      seen = now.filter(it -> !young(it, looked)); // of before: written to meanwhile is seen later
    }
    return digest;
  }

  private Optional<Sha256> readable() throws IOException {
    try {
      return Optional.of(computed());
    } catch (AccessDeniedException e) {
      LOG.warn("{} cannot be measured: the plug-in may not read it", file);
      return Optional.empty();
    }
  }

  /** Whether a change of so short ago may be followed by one of the same time. */
  static boolean young(Map<String, Object> attributes, Instant now) {
    Instant changed = ((FileTime) attributes.get("ctime")).toInstant();
    return Duration.between(changed, now).abs().compareTo(YOUNG) < 0;
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
