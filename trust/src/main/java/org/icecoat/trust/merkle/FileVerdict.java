package org.icecoat.trust.merkle;

import java.nio.file.Path;
import java.util.List;

/** What the verification of a whole file against its chunk tree found. */
public sealed interface FileVerdict {
  /** Every byte was what the tree names when it was read. Made only by {@link FileVerifier}. */
  final class Intact implements FileVerdict {
    private final Path file;
    private final ChunkTree tree;

    Intact(Path file, ChunkTree tree) {
      this.file = file;
      this.tree = tree;
    }

    public Path file() {
      return file;
    }

    public ChunkTree tree() {
      return tree;
    }
  }

  /** The file is longer or shorter than the content, or shrank while it was read. */
  record WrongLength(long actual, long expected) implements FileVerdict {}

  /** The chunks that are not what the tree names, in ascending order; not empty. */
  record Altered(List<Integer> chunks) implements FileVerdict {
    public Altered {
      chunks = List.copyOf(chunks);
    }
  }
}
