package org.icecoat.testbed.bench.harness;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.icecoat.testbed.command.Folders;

/** Files of bytes that no compression and no hole makes cheaper; the same each time. */
public final class BulkFile {
  private static final int BLOCK = 1 << 20;
  private static final long SEED = 20_260_101;

  private BulkFile() {}

  /** Writes a file of that many mebibytes, which is in the page cache afterwards. */
  public static Path write(Path file, int mebibytes) {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] block = new byte[BLOCK];
    return Folders.io(
        "write",
        file,
        () -> {
          try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < mebibytes; i++) {
              random.nextBytes(block);
              out.write(block);
            }
          }
          return file;
        });
  }
}
