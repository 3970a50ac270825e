package org.icecoat.imagestore.content;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.domain.digest.Sha256;

/**
 * Which content is known to have wrong bytes: an empty file {@code HEX.altered} each, so that no
 * restart forgets it. Safe for many threads.
 */
final class AlteredMarks {
  private static final String SUFFIX = ".altered";

  private final Path folder;
  private final Set<String> marked = ConcurrentHashMap.newKeySet();

  private AlteredMarks(Path folder) {
    this.folder = folder;
  }

  static AlteredMarks in(Path folder) throws IOException {
    AlteredMarks marks = new AlteredMarks(folder);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        marks.marked.add(name.substring(0, name.length() - SUFFIX.length()));
      }
    }
    return marks;
  }

  boolean has(Sha256 root) {
    return marked.contains(root.hex());
  }

  void set(Sha256 root) {
    marked.add(root.hex());
    try {
      Files.write(file(root), new byte[0]);
    } catch (IOException e) {
      throw Broken.because(e);
    }
  }

  void clear(Sha256 root) {
    if (marked.remove(root.hex())) {
      try {
        Files.deleteIfExists(file(root));
      } catch (IOException e) {
        throw Broken.because(e);
      }
    }
  }

  private Path file(Sha256 root) {
    return folder.resolve(root.hex() + SUFFIX);
  }
}
