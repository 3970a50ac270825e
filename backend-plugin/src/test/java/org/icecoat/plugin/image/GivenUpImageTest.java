package org.icecoat.plugin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.icecoat.trust.merkle.FileVerifier;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work on an image ends when nobody waits for it any more. */
class GivenUpImageTest {
  private static final int MIB = 1 << 20;
  @TempDir Path folder;
  private final ThreadPoolExecutor executor = (ThreadPoolExecutor) Executors.newCachedThreadPool();
  private final TestingImages store = new TestingImages();
  private final ImageContent image = store.add(10 * MIB, 1);
  private final AtomicLong done = new AtomicLong();

  @AfterEach
  void stop() {
    TestingThreads.letEnd(executor);
  }

  @Test
  void a_fetch_that_nobody_waits_for_is_given_up_and_taken_up_where_it_was() throws IOException {
    CompletableFuture<CachedImage> fetched = cutOffAfterTwoChunks(cache(executor));
    fetched.cancel(false);
    store.pieces.release(100);
    await().until(() -> store.open.get() == 0);
    assertThat(store.delivered.get()).isLessThan(4L * MIB);
    assertThat(file()).doesNotExist();

    assertThat(obtain(cache(executor)).join().file()).exists();
    assertThat(store.offsets).containsExactly(0L, 2L * MIB);
  }

  @Test
  void a_fetch_goes_on_while_another_waits_for_it() {
    ImageCache cache = cache(executor);
    CompletableFuture<CachedImage> first = cutOffAfterTwoChunks(cache);
    CompletableFuture<CachedImage> second = obtain(cache);
    first.cancel(false);
    store.pieces.release(100);
    assertThat(second.join().file()).exists();
    assertThat(store.offsets).hasSize(1);
  }

  @Test
  void whoever_comes_before_a_fetch_has_noticed_that_nobody_waits_takes_it_over() {
    ImageCache cache = cache(executor);
    cutOffAfterTwoChunks(cache).cancel(false);
    CompletableFuture<CachedImage> later = obtain(cache);
    store.pieces.release(100);
    assertThat(later.join().file()).exists();
    assertThat(store.offsets).hasSize(1);
  }

  @Test
  void a_verification_that_nobody_waits_for_is_given_up() throws IOException {
    obtain(cache(executor)).join();
    byte[] altered = Files.readAllBytes(file());
    altered[5 * MIB] ^= 1;
    Files.write(file(), altered);
    store.offsets.clear();

    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Executor gated =
        task ->
            executor.execute(
                () -> {
                  begun.countDown();
                  pass(gate);
                  task.run();
                });
    CompletableFuture<CachedImage> verified = obtain(cache(gated));
    pass(begun);
    verified.cancel(false);
    gate.countDown();
    await().until(() -> executor.getActiveCount() == 0);
    assertThat(store.offsets).isEmpty();
    assertThat(file()).hasBinaryContent(altered);
  }

  private static void pass(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A fetch that has two chunks, and whose store keeps the third. */
  private CompletableFuture<CachedImage> cutOffAfterTwoChunks(ImageCache cache) {
    store.pieces = new Semaphore(2);
    CompletableFuture<CachedImage> fetched = obtain(cache);
    await().until(() -> done.get() == 2L * MIB);
    return fetched;
  }

  private CompletableFuture<CachedImage> obtain(ImageCache cache) {
    return cache.obtain(TestingImages.STORE, image, (bytes, total) -> done.set(bytes));
  }

  private Path file() {
    return folder.resolve(image.content().root().hex() + ".image");
  }

  private ImageCache cache(Executor verifying) {
    return new ImageCache(
        new ImageCacheSettings(folder, 100 * MIB, 1, Clock.systemUTC()),
        store,
        executor,
        new FileVerifier(verifying, 1));
  }
}
