package org.icecoat.plugin.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/**
 * The files of the cache, named by the root of their content: {@code HEX.image} whole and verified,
 * {@code HEX.part} being fetched, {@code HEX.tree} the chunk hashes, whose time is that of the last
 * use. What is being fetched has room for all of it from its beginning.
 */
final class CacheFolder {
  private static final String WHOLE = ".image";
  private static final String PART = ".part";
  private static final String TREE = ".tree";
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.(image|part|tree)");

  private final Path folder;
  private final long mostBytes;
  private final Free free;

  /** The full sizes of the images that have room while they are fetched or verified. */
  private final Map<Sha256, Long> kept = new HashMap<>();

  /** How much can be written where the folder is. */
  @FunctionalInterface
  interface Free {
    long bytes(Path folder) throws IOException;
  }

  CacheFolder(Path folder, long mostBytes) {
    this(folder, mostBytes, there -> Files.getFileStore(there).getUsableSpace());
  }

  CacheFolder(Path folder, long mostBytes, Free free) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.free = free;
  }

  Path whole(Sha256 root) {
    return folder.resolve(root.hex() + WHOLE);
  }

  Path part(Sha256 root) {
    return folder.resolve(root.hex() + PART);
  }

  Path tree(Sha256 root) {
    return folder.resolve(root.hex() + TREE);
  }

  void used(Sha256 root, Instant at) throws IOException {
    Files.setLastModifiedTime(tree(root), FileTime.from(at));
  }

  void remove(Sha256 root) throws IOException {
    Files.deleteIfExists(whole(root));
    Files.deleteIfExists(part(root));
    Files.deleteIfExists(tree(root));
  }

  /**
   * Makes room for an image, taking the least recently used ones away, and keeps it until {@link
   * #settle}.
   *
   * @param inUse images that have to stay; those that have room kept stay, too
   * @throws PluginException NO_CAPACITY, if those in use leave too little
   */
  synchronized void makeRoom(Sha256 root, long bytes, Predicate<Sha256> inUse) throws IOException {
    Files.createDirectories(folder);
    Set<Sha256> staying = new HashSet<>(kept.keySet());
    staying.add(root);
    long missing = used(root) + bytes - mostBytes;
    for (Sha256 candidate : leastRecentlyUsedFirst()) {
      if (missing <= 0) {
        break;
      }
      if (!staying.contains(candidate) && !inUse.test(candidate)) {
        missing -= onDisk(candidate);
        remove(candidate);
      }
    }
    if (missing > 0 || free.bytes(folder) < awaited(root) + outstanding(root, bytes)) {
      throw new PluginException(
          PluginFault.NO_CAPACITY,
          "The node's image cache has no room for image content %s of %d bytes"
              .formatted(root.abbreviated(), bytes));
    }
    kept.put(root, bytes);
  }

  /** The image is here, or is not awaited any more: from now on it counts as it is. */
  synchronized void settle(Sha256 root) {
    kept.remove(root);
  }

  private long used(Sha256 except) throws IOException {
    Set<Sha256> all = new HashSet<>(leastRecentlyUsedFirst());
    all.addAll(kept.keySet());
    all.remove(except);
    long used = 0;
    for (Sha256 root : all) {
      used += Math.max(onDisk(root), kept.getOrDefault(root, 0L));
    }
    return used;
  }

  /** What others that have room kept will still write. */
  private long awaited(Sha256 except) throws IOException {
    long awaited = 0;
    for (Map.Entry<Sha256, Long> other : kept.entrySet()) {
      awaited += other.getKey().equals(except) ? 0 : outstanding(other.getKey(), other.getValue());
    }
    return awaited;
  }

  private long outstanding(Sha256 root, long bytes) throws IOException {
    return Math.max(0, bytes - onDisk(root));
  }

  /** What is put in its place while this looks is seen as one of the two, or as both. */
  private long onDisk(Sha256 root) throws IOException {
    long part = size(part(root));
    return Math.max(part, size(whole(root)));
  }

  /**
   * One whose chunk hashes are gone comes first, as nobody knows when it was used. Each time is
   * looked up once: others use images while this sorts.
   */
  private List<Sha256> leastRecentlyUsedFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> Sha256.parse(name.group(1)))
          .distinct()
          .map(root -> Map.entry(time(tree(root)), root))
          .sorted(Map.Entry.comparingByKey())
          .map(Map.Entry::getValue)
          .toList();
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.from(Instant.EPOCH);
    }
  }

  private static long size(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
