package org.icecoat.plugin.attest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;

/**
 * One digest of all that is in a folder and those below it: of each entry but folders, sorted by
 * path, what it is and its path, each ended by a zero. A file is its SHA-256 in hexadecimal digits,
 * a link {@code ->} and where it leads, which is not followed. Computed anew only when an entry has
 * changed, as that of a file is.
 */
final class MeasuredFolder {
  private final Path folder;
  private final InstantSource clock;
  private Map<String, Map<String, Object>> seen = Map.of();
  private Sha256 digest;

  MeasuredFolder(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * The digest.
   *
   * @throws IOException if it cannot be read, or something in it goes meanwhile
   */
  Sha256 digest() throws IOException {
    Instant looked = clock.instant();
    Path root = folder.toRealPath();
    Map<String, Map<String, Object>> now = entries(root);
    if (digest == null || !now.equals(seen)) {
      digest = computed(root, now);
      boolean young = now.values().stream().anyMatch(each -> MeasuredFile.young(each, looked));
      seen = young ? Map.of() : now;
    }
    return digest;
  }

  private static Map<String, Map<String, Object>> entries(Path root) throws IOException {
    Map<String, Map<String, Object>> entries = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        String path = root.relativize(each).toString();
        entries.put(path, attributes(each)); // the folder itself too: no map is empty
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return entries;
  }

  private static Map<String, Object> attributes(Path each) throws IOException {
    return Files.readAttributes(
        each, "unix:mode,dev,ino,size,ctime,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
  }

  private Sha256 computed(Path root, Map<String, Map<String, Object>> entries) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String path : entries.keySet()) {
        Path each = root.resolve(path);
        if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
          sha256.update((what(each) + "\0" + path + "\0").getBytes(StandardCharsets.UTF_8));
        }
      }
      return Sha256.of(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private String what(Path each) throws IOException {
    if (Files.isSymbolicLink(each)) {
      return "->" + Files.readSymbolicLink(each);
    }
    return Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
        ? new MeasuredFile(each, clock).digest().map(Sha256::hex).orElse("")
        : "special";
  }
}
