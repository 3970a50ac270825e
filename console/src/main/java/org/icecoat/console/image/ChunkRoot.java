package org.icecoat.console.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.icecoat.console.terminal.ProgressDisplay;
import org.icecoat.trust.merkle.ChunkTreeBuilder;

/** The root of a file's chunk tree, by which content is named. */
final class ChunkRoot {
  private static final int PIECE = 1 << 20;

  private ChunkRoot() {}

  static String of(Path file, ProgressDisplay progress) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService hashing = Executors.newFixedThreadPool(threads);
    try (InputStream in = Files.newInputStream(file);
        ChunkTreeBuilder tree = new ChunkTreeBuilder(hashing, 2 * threads)) {
      long total = Files.size(file);
      byte[] piece = new byte[PIECE];
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        tree.write(piece, 0, count);
        progress.show(step(file, tree.length(), total));
      }
      return tree.finish().root().toString();
    } finally {
      hashing.shutdown();
    }
  }

  private static ProgressDisplay.Step step(Path file, long done, long total) {
    return new ProgressDisplay.Step(file.getFileName().toString(), "hashing", 1, 2, done, total);
  }
}
