package org.icecoat.plugin.image;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.log.EntryProof;
import org.icecoat.trust.merkle.ChunkTree;
import org.icecoat.trust.merkle.FileVerdict;
import org.icecoat.trust.merkle.FileVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's images. However many VMs wait for one, it is fetched and verified once. */
public final class ImageCache {
  private static final Logger LOG = LoggerFactory.getLogger(ImageCache.class);

  private final CacheFolder folder;
  private final ImageFetch fetch;
  private final FileVerifier verifier;
  private final Executor jobs;
  private final Clock clock;
  private final Optional<ImageWitness> witness;
  private final Pins pins = new Pins();
  private final Map<Sha256, ImageJob> running = new ConcurrentHashMap<>();

  /** A cache over one folder. The jobs' executor must not be bounded: jobs wait for others. */
  public ImageCache(
      ImageCacheSettings settings, ImageSource source, Executor jobs, FileVerifier verifier) {
    this(settings, source, jobs, verifier, Optional.empty());
  }

  /**
   * The same, which takes no image on the store's word.
   *
   * @param witness of the store's log; empty if nobody said which it is
   */
  public ImageCache(
      ImageCacheSettings settings,
      ImageSource source,
      Executor jobs,
      FileVerifier verifier,
      Optional<ImageWitness> witness) {
    this.witness = witness;
    this.folder = new CacheFolder(settings.folder(), settings.mostBytes());
    this.fetch = new ImageFetch(folder, source, jobs, settings.streams());
    this.verifier = verifier;
    this.jobs = jobs;
    this.clock = settings.clock();
  }

  /** Keeps the content from being evicted while the VM is there. */
  public void pin(VmId vm, Sha256 root) {
    pins.add(vm, root);
  }

  /** Where the content is once it has been obtained; says nothing of what is there. */
  public Path place(Sha256 root) {
    return folder.whole(root);
  }

  /** Whether the content was obtained once and not evicted since; it may have been altered. */
  public boolean holds(Sha256 root) {
    return Files.exists(folder.whole(root));
  }

  /** The VM needs no content any more. */
  public void unpin(VmId vm) {
    pins.remove(vm);
  }

  /**
   * The image's content, verified after this call began, and so is its place in the store's log.
   * Pin it first.
   *
   * @return to be cancelled by whoever waits no more: when all have done so, the work is given up
   *     between two chunks. Fails with a {@code PluginException}: STORE_UNREACHABLE, IMAGE_ALTERED,
   *     IMAGE_UNPROVED, IMAGE_RETIRED, NO_CAPACITY or STORAGE_FAILED
   */
  public CompletableFuture<CachedImage> obtain(
      URI store, ImageContent image, FetchProgress progress) {
    CompletableFuture<CachedImage> content = content(store, image, progress);
    return witness.map(seer -> proved(seer, store, image, content)).orElse(content);
  }

  /** Side by side; what is refused fails at once. */
  private CompletableFuture<CachedImage> proved(
      ImageWitness seer, URI store, ImageContent image, CompletableFuture<CachedImage> content) {
    CompletableFuture<EntryProof> proof =
        CompletableFuture.supplyAsync(() -> seer.require(store, image), jobs);
    CompletableFuture<CachedImage> both =
        proof.thenCombine(content, (seen, cached) -> cached.provedBy(seen));
    var unused =
        proof.whenComplete(
            (seen, refused) -> {
              if (refused != null) {
                both.completeExceptionally(refused);
              }
            });
    var ignored = both.whenComplete((cached, failure) -> content.cancel(false));
    return both;
  }

  private CompletableFuture<CachedImage> content(
      URI store, ImageContent image, FetchProgress progress) {
    Sha256 root = image.content().root();
    while (true) {
      ImageJob job = running.computeIfAbsent(root, key -> new ImageJob());
      Optional<CompletableFuture<CachedImage>> share = job.join(progress);
      if (share.isPresent()) {
        if (job.claim()) {
          begin(store, image, job);
        }
        return share.get();
      }
      running.remove(root, job); // it has ended: who comes now looks afresh
    }
  }

  private void begin(URI store, ImageContent image, ImageJob job) {
    try {
      jobs.execute(() -> work(store, image, job));
    } catch (RuntimeException | Error e) { // as where there can be no more threads
      failed(image.content().root(), job, e);
    }
  }

  private void work(URI store, ImageContent image, ImageJob job) {
    Sha256 root = image.content().root();
    try {
      CachedImage cached = wanted(store, image, job);
      ended(root, job).complete(cached);
    } catch (CancellationException e) {
      LOG.info("Image content {}: {}", root.abbreviated(), e.getMessage());
      running.remove(root, job);
    } catch (PluginException e) {
      ended(root, job).completeExceptionally(e);
    } catch (RuntimeException | IOException | Error e) { // whoever waits must not wait for ever
      failed(root, job, e);
    }
  }

  private void failed(Sha256 root, ImageJob job, Throwable e) {
    ended(root, job).completeExceptionally(failure(e));
    LOG.error("Image content {} cannot be had", root.abbreviated(), e);
  }

  private CompletableFuture<CachedImage> ended(Sha256 root, ImageJob job) {
    CompletableFuture<CachedImage> result = job.end();
    running.remove(root, job);
    return result;
  }

  /** What was given up is taken up again if somebody has come meanwhile. */
  private CachedImage wanted(URI store, ImageContent image, ImageJob job) throws IOException {
    while (true) {
      try {
        job.requireWanted();
        return intact(store, image, job);
      } catch (CancellationException e) {
        if (job.endUnlessWanted()) {
          throw e;
        }
      }
    }
  }

  private CachedImage intact(URI store, ImageContent image, FetchProgress progress)
      throws IOException {
    Sha256 root = image.content().root();
    folder.makeRoom(root, image.content().bytes(), pins::contains);
    try {
      return inRoom(store, image, progress);
    } finally {
      folder.settle(root);
    }
  }

  private CachedImage inRoom(URI store, ImageContent image, FetchProgress progress)
      throws IOException {
    Sha256 root = image.content().root();
    ChunkTree tree = fetch.tree(store, image);
    if (!Files.exists(folder.whole(root)) || !isIntact(tree, progress)) {
      fetch.content(store, image, tree, progress);
    }
    progress.at(tree.length(), tree.length());
    folder.used(root, clock.instant());
    ImageHeader.requirePlain(image, folder.whole(root));
    return new CachedImage(root, folder.whole(root));
  }

  private boolean isIntact(ChunkTree tree, FetchProgress progress) throws IOException {
    FileVerdict verdict = verifier.verify(folder.whole(tree.root()), tree, progress::wanted);
    if (verdict instanceof FileVerdict.Intact) {
      return true;
    }
    LOG.warn("Image content {} was changed on this node: {}", tree.root(), verdict);
    Files.delete(folder.whole(tree.root()));
    return false;
  }

  private static PluginException failure(Throwable e) {
    return new PluginException(
        PluginFault.STORAGE_FAILED, "The node's image cache cannot be read or written", e);
  }
}
