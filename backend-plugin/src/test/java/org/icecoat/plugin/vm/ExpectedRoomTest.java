package org.icecoat.plugin.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.plugin.image.CachedImage;
import org.icecoat.plugin.image.ImageCache;
import org.icecoat.plugin.image.ImageCacheSettings;
import org.icecoat.plugin.image.ImageContent;
import org.icecoat.plugin.image.TestingImages;
import org.icecoat.plugin.order.OrderedImage;
import org.icecoat.trust.merkle.FileVerifier;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected and never ordered keeps no room from what is. */
class ExpectedRoomTest {
  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private final ThreadPoolExecutor executor = (ThreadPoolExecutor) Executors.newCachedThreadPool();
  private final TestingImages store = new TestingImages();
  private final List<Runnable> later = new CopyOnWriteArrayList<>();
  private ImageCache cache;
  private ExpectedImages expected;

  @BeforeEach
  void begin() {
    cache =
        new ImageCache(
            new ImageCacheSettings(folder, 10 * MIB, 1, Clock.systemUTC()),
            store,
            executor,
            new FileVerifier(executor, 1));
    expected =
        new ExpectedImages(
            new NodeResources(
                null, cache, null, null, Optional.empty(), new Capacity(1, 1024, 1024)),
            later::add);
  }

  @AfterEach
  void end() {
    store.gate.countDown();
    TestingThreads.end(executor);
  }

  @Test
  void a_fetch_that_nobody_has_ordered_after_a_minute_is_given_up_and_its_room_is_free() {
    ImageContent image = store.add(8 * MIB, 1);
    store.pieces = new Semaphore(2);
    expect(image);
    await().until(() -> store.delivered.get() == 2L * MIB);
    aMinutePasses();
    store.pieces.release(100);
    await().until(() -> executor.getActiveCount() == 0);
    assertThat(store.delivered.get()).isLessThan(8L * MIB);
    assertThat(order(store.add(8 * MIB, 2)).join().file()).exists();
  }

  @Test
  void whoever_has_ordered_it_meanwhile_gets_it() {
    ImageContent image = store.add(8 * MIB, 1);
    store.pieces = new Semaphore(2);
    expect(image);
    await().until(() -> store.delivered.get() == 2L * MIB);
    CompletableFuture<CachedImage> ordered = order(image);
    aMinutePasses();
    store.pieces.release(100);
    assertThat(ordered.join().file()).exists();
    assertThat(store.offsets).hasSize(1);
  }

  @Test
  void so_many_are_fetched_ahead_at_a_time_each_once() {
    store.gate = new CountDownLatch(1);
    for (int number = 0; number < ExpectedImages.MOST + 2; number++) {
      ImageContent image = store.add(1000, number);
      expect(image);
      expect(image);
    }
    assertThat(later).hasSize(ExpectedImages.MOST);
    aMinutePasses();
    expect(store.add(1000, 100));
    assertThat(later).hasSize(1);
  }

  private void expect(ImageContent image) {
    expected.expect(
        TestingImages.STORE, new OrderedImage(image, new DiskMiB(10), Optional.empty()));
  }

  private CompletableFuture<CachedImage> order(ImageContent image) {
    return cache.obtain(TestingImages.STORE, image, (done, total) -> {});
  }

  private void aMinutePasses() {
    List<Runnable> now = List.copyOf(later);
    later.clear();
    now.forEach(Runnable::run);
  }
}
