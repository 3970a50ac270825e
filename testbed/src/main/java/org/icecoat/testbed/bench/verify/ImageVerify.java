package org.icecoat.testbed.bench.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.icecoat.testbed.bench.harness.Benchmark;
import org.icecoat.testbed.bench.harness.BulkFile;
import org.icecoat.testbed.bench.harness.Goal;
import org.icecoat.testbed.bench.harness.Ground;
import org.icecoat.testbed.bench.harness.Sides;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;

/**
 * A whole image verified against its chunk tree, as on a cache hit, against {@code openssl dgst
 * -sha256} of the same file, which uses one core. The file is in the page cache for both.
 */
public final class ImageVerify implements Benchmark {
  private static final int MEBIBYTES = 1024;
  private static final int QUICK_MEBIBYTES = 32;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "image-verify";
  }

  @Override
  public String unit() {
    return "MB/s";
  }

  @Override
  public Goal goal() {
    return Goal.atLeast(1.7);
  }

  @Override
  public Sides open(Ground ground) {
    int mebibytes = ground.quick() ? QUICK_MEBIBYTES : MEBIBYTES;
    Path image = BulkFile.write(ground.folder().resolve("image"), mebibytes);
    WorkerProcess verifier =
        WorkerProcess.start(
            VerifyWorker.class, List.of(), List.of(image.toString()), ground.log("verifier"));
    return new FileSides(image, (long) mebibytes << 20, verifier);
  }

  private record FileSides(Path image, long bytes, WorkerProcess verifier) implements Sides {
    @Override
    public double ours() {
      return verifier.round();
    }

    @Override
    public double floor() {
      Command openssl = Command.of("openssl", "dgst", "-sha256", image.toString()).withLimit(LIMIT);
      Stopwatch watch = new Stopwatch();
      openssl.run();
      return watch.megabytesPerSecond(bytes);
    }

    @Override
    public void close() {
      verifier.close();
      Folders.remove(image);
    }
  }
}
