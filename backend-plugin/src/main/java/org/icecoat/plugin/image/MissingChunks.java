package org.icecoat.plugin.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.ChunkVerifier;

/** The runs of chunks that are still to be fetched. Safe for many threads. */
final class MissingChunks {
  /** 64 MiB in one request. */
  private static final int LONGEST_RUN = 64;

  /** Chunks from {@code first} to {@code end}, not included. */
  record Run(int first, int end) {}

  private final ChunkTree tree;
  private final Deque<Run> runs = new ArrayDeque<>();
  private long missingBytes;

  private MissingChunks(ChunkTree tree) {
    this.tree = tree;
  }

  /**
   * Looks through a file that an earlier try left.
   *
   * @param goOn is called before each chunk, and throws if this is to be given up
   */
  static MissingChunks of(FileChannel file, ChunkTree tree, Runnable goOn) throws IOException {
    MissingChunks missing = new MissingChunks(tree);
    ChunkVerifier verifier = new ChunkVerifier(tree);
    ByteBuffer buffer = ByteBuffer.allocate(ChunkTree.CHUNK_BYTES);
    long size = file.size();
    int first = 0;
    for (int i = 0; i < tree.chunkCount(); i++) {
      goOn.run();
      boolean there =
          (long) i * ChunkTree.CHUNK_BYTES < size && isIntact(file, i, verifier, buffer, tree);
      if (there || i - first == LONGEST_RUN) {
        missing.add(first, i);
        first = there ? i + 1 : i;
      }
    }
    missing.add(first, tree.chunkCount());
    return missing;
  }

  private static boolean isIntact(
      FileChannel file, int index, ChunkVerifier verifier, ByteBuffer buffer, ChunkTree tree)
      throws IOException {
    buffer.clear().limit(tree.chunkLength(index));
    long position = (long) index * ChunkTree.CHUNK_BYTES;
    while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) >= 0) {
      // reads on until the chunk is whole
    }
    return !buffer.hasRemaining() && verifier.matches(index, buffer.flip());
  }

  synchronized void add(int first, int end) {
    if (first < end) {
      runs.add(new Run(first, end));
      for (int i = first; i < end; i++) {
        missingBytes += tree.chunkLength(i);
      }
    }
  }

  /** Takes the next run; what of it is not fetched is to be added again. */
  synchronized Optional<Run> next() {
    return Optional.ofNullable(runs.poll());
  }

  synchronized void arrived(int bytes) {
    missingBytes -= bytes;
  }

  synchronized long bytesDone() {
    return tree.length() - missingBytes;
  }

  /** Takes a run back that {@link #next} gave, from the first chunk that is not verified. */
  synchronized void putBack(int first, int end) {
    runs.addFirst(new Run(first, end));
  }
}
