package org.icecoat.testbed.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.ChunkTreeBuilder;
import org.icecoat.trust.merkle.FileVerdict;
import org.icecoat.trust.merkle.FileVerifier;

/** Verifies the file that its one argument names, with a thread a core. */
final class VerifyWorker {
  private VerifyWorker() {}

  public static void main(String[] arguments) throws IOException {
    Worker worker = Worker.start();
    Path image = Path.of(arguments[0]);
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    try {
      ChunkTree tree = tree(image, threads, cores);
      FileVerifier verifier = new FileVerifier(threads, cores);
      worker.serve(() -> round(verifier, image, tree));
    } finally {
      threads.shutdown();
    }
  }

  private static ChunkTree tree(Path image, ExecutorService threads, int cores) throws IOException {
    try (ChunkTreeBuilder builder = new ChunkTreeBuilder(threads, 2 * cores)) {
      Files.copy(image, builder);
      return builder.finish();
    }
  }

  private static double round(FileVerifier verifier, Path image, ChunkTree tree)
      throws IOException {
    Stopwatch watch = new Stopwatch();
    FileVerdict verdict = verifier.verify(image, tree);
    double speed = watch.megabytesPerSecond(tree.length());
    if (!(verdict instanceof FileVerdict.Intact)) {
      throw new IllegalStateException("An intact file was refused: " + verdict);
    }
    return speed;
  }
}
