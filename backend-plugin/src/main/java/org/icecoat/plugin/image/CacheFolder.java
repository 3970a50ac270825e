package org.icecoat.plugin.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/**
 * The files of the cache, named by the root of their content: {@code HEX.image} whole and verified,
 * {@code HEX.part} being fetched, {@code HEX.tree} the chunk hashes, whose time is that of the last
 * use.
 */
final class CacheFolder {
  private static final String WHOLE = ".image";
  private static final String PART = ".part";
  private static final String TREE = ".tree";

  private final Path folder;
  private final long mostBytes;

  CacheFolder(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
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
   * Makes room for an image, taking the least recently used ones away.
   *
   * @param inUse images that have to stay
   * @throws PluginException NO_CAPACITY, if those in use leave too little
   */
  synchronized void makeRoom(Sha256 root, long bytes, Predicate<Sha256> inUse) throws IOException {
    Files.createDirectories(folder);
    long missing = used(root) + bytes - mostBytes;
    for (Sha256 candidate : leastRecentlyUsedFirst()) {
      if (missing <= 0) {
        break;
      }
      if (!candidate.equals(root) && !inUse.test(candidate)) {
        missing -= size(whole(candidate)) + size(part(candidate));
        remove(candidate);
      }
    }
    if (missing > 0 || Files.getFileStore(folder).getUsableSpace() < bytes - size(part(root))) {
      throw new PluginException(
          PluginFault.NO_CAPACITY,
          "The node's image cache has no room for image content %s of %d bytes"
              .formatted(root.abbreviated(), bytes));
    }
  }

  private long used(Sha256 except) throws IOException {
    long used = 0;
    for (Sha256 root : leastRecentlyUsedFirst()) {
      used += root.equals(except) ? 0 : size(whole(root)) + size(part(root));
    }
    return used;
  }

  private List<Sha256> leastRecentlyUsedFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(TREE))
          .sorted(Comparator.comparing(CacheFolder::time))
          .map(file -> file.getFileName().toString())
          .map(name -> Sha256.parse(name.substring(0, name.length() - TREE.length())))
          .toList();
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.from(Instant.EPOCH); // it went meanwhile
    }
  }

  static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
