package org.icecoat.testbed.bench.fetch;

import static org.icecoat.testbed.grid.Grid.must;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.harness.BenchGrid;
import org.icecoat.testbed.bench.harness.Benchmark;
import org.icecoat.testbed.bench.harness.BulkFile;
import org.icecoat.testbed.bench.harness.Found;
import org.icecoat.testbed.bench.harness.Goal;
import org.icecoat.testbed.bench.harness.Ground;
import org.icecoat.testbed.bench.harness.Sides;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.pki.Credential;

/**
 * An image from the store's process into a node's cache, verified as it arrives, with heaps of 256
 * MiB, against {@code curl} from nginx over TLS and {@code openssl dgst -sha256}.
 */
public final class ImageFetch implements Benchmark {
  private static final int MEBIBYTES = 1024;
  private static final int QUICK_MEBIBYTES = 32;

  @Override
  public String name() {
    return "image-fetch";
  }

  @Override
  public String unit() {
    return "MB/s";
  }

  @Override
  public Goal goal() {
    return Goal.atLeast(0.9);
  }

  @Override
  public Sides open(Ground ground) {
    Grid grid = ground.grid();
    int mebibytes = ground.quick() ? QUICK_MEBIBYTES : MEBIBYTES;
    Path served = Folders.make(ground.folder().resolve("served"));
    Path image = BulkFile.write(served.resolve("image"), mebibytes);
    CurlFloor floor = floor(ground, grid, image, (long) mebibytes << 20);
    return new FetchSides(
        ground.folder(), image, node(ground, grid, register(grid, image), image), floor);
  }

  private static String register(Grid grid, Path image) {
    return Found.image(
        must(
            grid.administrator()
                .icecoat(
                    "image",
                    "add",
                    image.toString(),
                    "--name",
                    "bulk",
                    "--version",
                    "1",
                    "--arch",
                    "x86_64",
                    "--os",
                    "debian=12")));
  }

  private static WorkerProcess node(Ground ground, Grid grid, String id, Path image) {
    Path globus = grid.administrator().home().resolve(".globus");
    List<String> arguments =
        List.of(
            grid.store() + "/store",
            grid.pki().trustFolder().toString(),
            globus.resolve("usercert.pem").toString(),
            globus.resolve("userkey.pem").toString(),
            id,
            image.toString(),
            ground.folder().resolve("cache").toString());
    return WorkerProcess.start(
        FetchWorker.class, List.of(BenchGrid.HEAP), arguments, ground.log("node"));
  }

  private static CurlFloor floor(Ground ground, Grid grid, Path image, long bytes) {
    Host front = grid.bed().front();
    InetAddress address = front.address();
    Credential host = grid.pki().host("mirror.grid.test", List.of(), List.of(address));
    Nginx.start(front, ground.folder().resolve("nginx"), image.getParent(), host);
    String source = "https://" + address.getHostAddress() + ":" + Nginx.PORT + "/image";
    Path fetched = ground.folder().resolve("fetched");
    return new CurlFloor(grid.pki().authorityCertificate(), source, fetched, bytes);
  }

  private record FetchSides(Path folder, Path image, WorkerProcess node, CurlFloor curl)
      implements Sides {
    @Override
    public double ours() {
      settle();
      return node.round();
    }

    @Override
    public double floor() {
      settle();
      return curl.measure();
    }

    /**
     * Both sides begin alike: nothing waits to be written to the disk, and as much memory has just
     * been given back as they need. A virtual machine whose host takes free memory away would cost
     * whoever comes later more.
     */
    private void settle() {
      Path filler = folder.resolve("filler");
      Folders.io("copy", filler, () -> Files.copy(image, filler));
      Command.of("sync", "--file-system", folder.toString()).run();
      Folders.remove(filler);
    }

    @Override
    public void close() {
      node.close();
    }
  }
}
