package org.icecoat.testbed.bench.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.image.CachedImage;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.image.ImageCacheSettings;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.soap.StoreImageSource;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;
import org.icecoat.testbed.command.Folders;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.ChunkTreeBuilder;
import org.icecoat.trust.merkle.FileVerifier;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.tls.TlsMaterial;

/** A node's image cache in a process of its own: each round fetches the image into it anew. */
final class FetchWorker {
  private static final long MOST_BYTES = 8L << 30;
  private static final int STREAMS = 2;

  private final ImageCache cache;
  private final Path folder;
  private final URI store;
  private final ImageContent image;

  private FetchWorker(ImageCache cache, Path folder, URI store, ImageContent image) {
    this.cache = cache;
    this.folder = folder;
    this.store = store;
    this.image = image;
  }

  /** Arguments: store, trust folder, certificate, key, the image's id and file, cache folder. */
  public static void main(String[] arguments) throws IOException {
    Worker worker = Worker.start();
    Clock clock = Clock.systemUTC();
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService hashing = Executors.newFixedThreadPool(cores);
    ExecutorService jobs = Executors.newCachedThreadPool();
    PemKeys keys = PemKeys.of(Path.of(arguments[2]), Path.of(arguments[3]));
    try (GridTrust trust = GridTrust.open(TrustAnchors.in(Path.of(arguments[1])), clock);
        Ports ports =
            new Ports(
                ClientSettings.of(new TlsMaterial(keys, trust.forClients()))
                    .downloading(MOST_BYTES))) {
      Path folder = Folders.make(Path.of(arguments[6]));
      ImageCache cache =
          new ImageCache(
              new ImageCacheSettings(folder, MOST_BYTES, STREAMS, clock),
              new StoreImageSource(ports),
              jobs,
              new FileVerifier(hashing, cores));
      ImageContent image = image(ImageId.parse(arguments[4]), Path.of(arguments[5]), hashing);
      cache.pin(new VmId(new UUID(0, 1)), image.content().root());
      worker.serve(new FetchWorker(cache, folder, URI.create(arguments[0]), image)::round);
    } finally {
      hashing.shutdownNow();
      jobs.shutdownNow();
    }
  }

  private static ImageContent image(ImageId id, Path file, ExecutorService hashing)
      throws IOException {
    try (ChunkTreeBuilder builder = new ChunkTreeBuilder(hashing, 4)) {
      Files.copy(file, builder);
      ChunkTree tree = builder.finish();
      return new ImageContent(id, new Content(tree.root(), tree.length()), ImageFormat.RAW);
    }
  }

  /** Megabytes a second, from an empty cache to the verified file in its place. */
  private double round() {
    Folders.list(folder).forEach(Folders::remove);
    Stopwatch watch = new Stopwatch();
    CachedImage cached = cache.obtain(store, image, (done, total) -> {}).join();
    double speed = watch.megabytesPerSecond(image.content().bytes());
    if (!Files.isRegularFile(cached.file())) {
      throw new IllegalStateException("The image is not where the cache says");
    }
    return speed;
  }
}
