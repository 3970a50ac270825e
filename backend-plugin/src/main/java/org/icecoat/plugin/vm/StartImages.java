package org.icecoat.plugin.vm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.order.PrepareOrder;

/**
 * That a VM starts from what its order names: while it was off, the files of its images may have
 * been changed on this node, or an image retired. The first start after a preparation relies on it,
 * if it comes soon and in the same process; every other one verifies all contents anew.
 */
final class StartImages {
  /** A preparation that ended longer ago counts no more. */
  static final Duration FRESH = Duration.ofMinutes(1);

  private final ImageCache cache;
  private final InstantSource steady;
  private final Map<VmId, Instant> prepared = new ConcurrentHashMap<>();

  StartImages(ImageCache cache, InstantSource steady) {
    this.cache = cache;
    this.steady = steady;
  }

  /** The VM's images have just been verified. */
  void prepared(VmId vm) {
    prepared.put(vm, steady.instant());
  }

  /** The VM goes, or starts otherwise than from them. */
  void forget(VmId vm) {
    prepared.remove(vm);
  }

  /**
   * Returns when the VM's images are here as ordered; what was altered is fetched again. That may
   * take long: a caller who waits no more is told so, and finds the VM started when he asks again.
   * A VM that has to go meanwhile is not waited for.
   *
   * @throws PluginException as {@link ImageCache#obtain} and {@link Wanted#await}
   */
  void require(PrepareOrder order, Wanted wanted) {
    Instant verified = prepared.remove(order.placement().id());
    if (verified != null && steady.instant().isBefore(verified.plus(FRESH))) {
      return;
    }
    wanted.await(
        order.image().contents().stream()
            .map(content -> cache.obtain(order.store(), content, (done, total) -> {}))
            .toList());
  }
}
