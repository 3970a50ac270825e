package org.icecoat.plugin.vm;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.image.CachedImage;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.order.OrderedImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done for a VM before it is ordered, and without knowing of whom it will be. It takes
 * room in the cache that nobody's quota counts, so it is given up if no order comes: whoever orders
 * waits for it himself.
 */
public final class ExpectedImages {
  /** How long a fetch waits for its order. */
  static final Duration KEPT = Duration.ofMinutes(1);

  /** More contents are not fetched ahead at a time: an order fetches its own. */
  static final int MOST = 8;

  private static final Logger LOG = LoggerFactory.getLogger(ExpectedImages.class);

  private final NodeResources resources;
  private final Executor later;
  private final Set<Sha256> coming = new HashSet<>();

  /**
   * Expects nothing yet.
   *
   * @param later runs what it is given after {@link #KEPT}
   */
  ExpectedImages(NodeResources resources, Executor later) {
    this.resources = resources;
    this.later = later;
  }

  /** What gives up by threads of the executor. */
  static ExpectedImages of(NodeResources resources, Executor executor) {
    return new ExpectedImages(
        resources, CompletableFuture.delayedExecutor(KEPT.toMillis(), MILLISECONDS, executor));
  }

  /** Begins to get what a VM of the image needs and is not here. Returns at once. */
  public void expect(URI store, OrderedImage image) {
    if (image.disk().format().confidential()) {
      resources.confidential().ifPresent(keys -> keys.expect(store, image.disk().id()));
    }
    image.contents().stream()
        .filter(content -> !resources.cache().holds(content.content().root()))
        .filter(content -> begins(content.content().root()))
        .forEach(content -> fetch(store, content));
  }

  private boolean begins(Sha256 root) {
    synchronized (coming) {
      return coming.size() < MOST && coming.add(root);
    }
  }

  private void ended(Sha256 root) {
    synchronized (coming) {
      coming.remove(root);
    }
  }

  private void fetch(URI store, ImageContent content) {
    CompletableFuture<CachedImage> share =
        resources.cache().obtain(store, content, (done, total) -> {});
    var unused =
        share.whenComplete(
            (cached, failure) -> {
              ended(content.content().root());
              if (failure != null) {
                LOG.info("Image {} was expected, but: {}", content.id(), failure.toString());
              }
            });
    later.execute(() -> share.cancel(false));
  }
}
