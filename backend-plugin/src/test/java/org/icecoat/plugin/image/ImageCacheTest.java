package org.icecoat.plugin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.merkle.FileVerifier;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final TestingImages store = new TestingImages();

  @AfterEach
  void stop() {
    TestingThreads.end(executor);
  }

  @Test
  void an_image_arrives_whole_and_progress_ends_at_its_size() throws IOException {
    ImageContent image = store.add(5 * MIB + 17, 1);
    List<Long> seen = new CopyOnWriteArrayList<>();
    CachedImage cached =
        cache(100).obtain(TestingImages.STORE, image, (done, total) -> seen.add(done)).join();
    assertThat(Files.size(cached.file())).isEqualTo(5 * MIB + 17);
    assertThat(seen).last().isEqualTo(5L * MIB + 17);
    assertThat(names()).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void an_image_that_is_there_is_not_fetched_again_even_without_a_store() {
    ImageContent image = store.add(3 * MIB, 2);
    obtain(cache(100), image);
    store.away = true;
    obtain(cache(100), image);
    assertThat(store.offsets).hasSize(1);
  }

  @Test
  void an_image_that_was_changed_on_the_node_is_noticed_and_fetched_anew() throws IOException {
    ImageContent image = store.add(3 * MIB, 3);
    Path file = obtain(cache(100), image).file();
    byte[] altered = Files.readAllBytes(file);
    byte[] good = altered.clone();
    altered[2 * MIB] ^= 1;
    Files.write(file, altered);
    assertThat(obtain(cache(100), image).file()).hasBinaryContent(good);
  }

  @Test
  void a_stream_that_breaks_off_is_taken_up_at_the_chunk_where_it_was() {
    ImageContent image = store.add(10 * MIB, 4);
    store.breakAfter = 4 * MIB + 5;
    store.breaks.set(1);
    obtain(cache(100), image);
    assertThat(store.offsets).containsExactly(0L, 4L * MIB);
  }

  @Test
  void a_fetch_that_died_is_taken_up_by_the_next_process() throws IOException {
    ImageContent image = store.add(10 * MIB, 5);
    byte[] whole = Files.readAllBytes(obtain(cache(100), image).file());
    Path file = folder.resolve(image.content().root().hex() + ".image");
    Path part = folder.resolve(image.content().root().hex() + ".part");
    byte[] half = java.util.Arrays.copyOf(whole, 6 * MIB + 100);
    half[2 * MIB] ^= 1;
    Files.delete(file);
    Files.write(part, half);
    store.offsets.clear();
    assertThat(obtain(cache(100), image).file()).hasBinaryContent(whole);
    assertThat(store.offsets).containsExactlyInAnyOrder(2L * MIB, 6L * MIB);
  }

  @Test
  void one_wrong_chunk_is_fetched_again_but_a_store_that_lies_is_refused() {
    ImageContent once = store.add(3 * MIB, 6);
    store.lies.set(1);
    obtain(cache(100), once);
    ImageContent always = store.add(3 * MIB, 7);
    store.lies.set(1000);
    assertFault(PluginFault.IMAGE_ALTERED, always);
    assertThat(folder.resolve(always.content().root().hex() + ".image")).doesNotExist();
  }

  @Test
  void a_store_that_is_away_is_told() {
    ImageContent image = store.add(MIB, 8);
    store.away = true;
    assertFault(PluginFault.STORE_UNREACHABLE, image);
  }

  @Test
  void an_error_ends_the_work_and_who_comes_next_looks_afresh() {
    ImageCache cache = cache(100);
    ImageContent image = store.add(MIB, 18);
    store.broken = new NoClassDefFoundError("For this test");
    assertBroken(ask(cache, image));
    store.broken = null;
    assertThat(obtain(cache, image).file()).exists();
  }

  @Test
  void where_there_can_be_no_more_threads_nobody_waits_for_ever() {
    AtomicReference<Error> none = new AtomicReference<>(new NoClassDefFoundError("For this test"));
    ImageCache cache =
        cache(
            100,
            task -> {
              if (none.get() != null) {
                throw none.get();
              }
              executor.execute(task);
            });
    ImageContent image = store.add(MIB, 19);
    assertBroken(ask(cache, image));
    none.set(null);
    assertThat(obtain(cache, image).file()).exists();
  }

  private static void assertBroken(CompletableFuture<CachedImage> asked) {
    assertThat(asked)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.fault()).isEqualTo(PluginFault.STORAGE_FAILED));
  }

  @Test
  void many_who_want_the_same_image_cause_one_fetch() throws Exception {
    ImageContent image = store.add(2 * MIB, 9);
    store.gate = new CountDownLatch(1);
    ImageCache cache = cache(100);
    AtomicInteger told = new AtomicInteger();
    List<CompletableFuture<CachedImage>> all =
        Stream.generate(
                () ->
                    cache.obtain(
                        TestingImages.STORE, image, (done, total) -> told.incrementAndGet()))
            .limit(20)
            .toList();
    store.gate.countDown();
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    assertThat(store.offsets).hasSize(1);
    assertThat(told.get()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void the_least_recently_used_image_goes_first_and_one_in_use_never() {
    ImageCache cache = cache(10);
    ImageContent first = store.add(4 * MIB, 10);
    ImageContent second = store.add(4 * MIB, 11);
    obtain(cache, first);
    obtain(cache, second);
    cache.pin(new VmId(UUID.randomUUID()), first.content().root());
    obtain(cache, store.add(4 * MIB, 12));
    assertThat(cache.place(first.content().root())).exists();
    assertThat(cache.place(second.content().root())).doesNotExist();
  }

  @Test
  void an_image_that_has_no_room_beside_those_in_use_is_refused() {
    ImageCache cache = cache(6);
    ImageContent first = store.add(4 * MIB, 13);
    VmId vm = new VmId(UUID.randomUUID());
    cache.pin(vm, first.content().root());
    obtain(cache, first);
    ImageContent second = store.add(4 * MIB, 14);
    assertThatThrownBy(() -> obtain(cache, second))
        .hasCauseInstanceOf(PluginException.class)
        .hasMessageContaining("no room");
    cache.unpin(vm);
    obtain(cache, second);
  }

  @Test
  void a_fetch_whose_vm_has_gone_keeps_its_files_for_the_vm_that_joined_it() throws Exception {
    ImageCache cache = cache(6);
    ImageContent joined = store.add(4 * MIB, 15);
    Files.write(folder.resolve(joined.content().root().hex() + ".part"), new byte[4 * MIB]);
    store.gate = new CountDownLatch(1);
    VmId gone = new VmId(UUID.randomUUID());
    cache.pin(gone, joined.content().root());
    CompletableFuture<CachedImage> fetched = ask(cache, joined);
    await().until(() -> !store.offsets.isEmpty());
    cache.unpin(gone);
    assertThat(ask(cache, store.add(4 * MIB, 16)))
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("no room");
    store.gate.countDown();
    assertThat(fetched.join().file()).exists();
    obtain(cache, store.add(4 * MIB, 17));
  }

  @Test
  void a_qcow2_that_calls_itself_raw_or_names_another_file_is_refused() {
    byte[] qcow2 = new byte[MIB];
    java.nio.ByteBuffer.wrap(qcow2).putInt(0x514649FB).putInt(3);
    assertFault(PluginFault.IMAGE_ALTERED, store.add(qcow2));
    java.nio.ByteBuffer.wrap(qcow2).putLong(8, 104);
    ImageContent backed = store.add(qcow2);
    assertFault(
        PluginFault.IMAGE_ALTERED,
        new ImageContent(
            backed.id(), backed.content(), org.icecoat.domain.image.ImageFormat.QCOW2));
  }

  private void assertFault(PluginFault fault, ImageContent image) {
    assertThatThrownBy(() -> obtain(cache(100), image))
        .cause()
        .isInstanceOfSatisfying(PluginException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private CachedImage obtain(ImageCache cache, ImageContent image) {
    return ask(cache, image).join();
  }

  private static CompletableFuture<CachedImage> ask(ImageCache cache, ImageContent image) {
    return cache.obtain(TestingImages.STORE, image, (done, total) -> {});
  }

  private ImageCache cache(long mostMib) {
    return cache(mostMib, executor);
  }

  private ImageCache cache(long mostMib, Executor jobs) {
    return new ImageCache(
        new ImageCacheSettings(folder, mostMib * MIB, 2, Clock.systemUTC()),
        store,
        jobs,
        new FileVerifier(executor, 2));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
