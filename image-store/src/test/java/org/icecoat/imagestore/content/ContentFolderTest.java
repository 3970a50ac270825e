package org.icecoat.imagestore.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.icecoat.domain.image.Content;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFolderTest {
  private static final ContentLimits LIMITS = new ContentLimits(16 << 20, 0, 4);

  @TempDir Path folder;
  private final ExecutorService hashing = Executors.newFixedThreadPool(2);
  private ContentFolder content;

  @BeforeEach
  void open() throws IOException {
    content = ContentFolder.open(folder, LIMITS, hashing);
  }

  @AfterEach
  void stop() {
    TestingThreads.end(hashing);
  }

  @Test
  void kept_content_is_read_back_whole_and_in_parts() throws IOException {
    byte[] bytes = TestingBytes.of(3_000_000);
    Content kept = keep(bytes);
    assertThat(kept.bytes()).isEqualTo(bytes.length);
    assertThat(read(kept, 0, Long.MAX_VALUE)).isEqualTo(bytes);
    assertThat(read(kept, 1_048_570, 20)).isEqualTo(TestingBytes.part(bytes, 1_048_570, 20));
    assertThat(read(kept, 2_999_999, 100)).isEqualTo(TestingBytes.part(bytes, 2_999_999, 1));
    assertThat(read(kept, 3_000_000, 1)).isEmpty();
    assertThat(read(kept, Long.MAX_VALUE, 1)).isEmpty();
    assertThat(content.tree(kept).chunkCount()).isEqualTo(3);
    assertThat(files()).containsExactlyInAnyOrder(kept.root().hex(), kept.root().hex() + ".tree");
  }

  @Test
  void content_that_is_not_kept_leaves_nothing() {
    content.receive(new ByteArrayInputStream(TestingBytes.of(1000))).close();
    assertThat(files()).isEmpty();
  }

  @Test
  void an_upload_that_breaks_off_leaves_nothing() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(TestingBytes.of(2_000_000)), TestingBytes.broken());
    assertRefused(broken, StoreFault.CONTENT_TRUNCATED);
  }

  @Test
  void too_much_too_little_or_no_room_is_refused_and_leaves_nothing() throws IOException {
    assertRefused(InputStream.nullInputStream(), StoreFault.CONTENT_EMPTY);
    assertRefused(TestingBytes.endless(), StoreFault.CONTENT_TOO_LARGE);
    content =
        ContentFolder.open(folder, new ContentLimits(1 << 20, Long.MAX_VALUE / 2, 1), hashing);
    assertRefused(new ByteArrayInputStream(new byte[1]), StoreFault.NO_ROOM);
  }

  @Test
  void one_upload_too_many_is_told_to_wait() throws IOException {
    content = ContentFolder.open(folder, new ContentLimits(1 << 20, 0, 1), hashing);
    InputStream during =
        TestingBytes.emptyAfter(
            () ->
                assertThatThrownBy(() -> content.receive(InputStream.nullInputStream()))
                    .hasMessageContaining("Too many uploads"));
    assertRefused(during, StoreFault.CONTENT_EMPTY);
  }

  @Test
  void what_a_crash_left_is_removed_at_the_next_start() throws IOException {
    Content kept = keep(TestingBytes.of(10));
    Files.write(folder.resolve("incoming-1.part"), new byte[10]);
    ContentFolder.open(folder, LIMITS, hashing);
    assertThat(files()).containsExactlyInAnyOrder(kept.root().hex(), kept.root().hex() + ".tree");
  }

  @Test
  void the_same_content_may_arrive_many_times_at_once() {
    byte[] bytes = TestingBytes.of(2_500_000);
    List<CompletableFuture<Content>> uploads =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> keep(bytes))).limit(4).toList();
    assertThat(uploads.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    assertThat(files()).hasSize(2);
  }

  @Test
  void missing_cut_or_exchanged_files_are_noticed() throws IOException {
    Content kept = keep(TestingBytes.of(2_000_000));
    Files.write(folder.resolve(kept.root().hex() + ".tree"), new byte[64]);
    assertAltered(() -> content.tree(kept));
    Files.delete(folder.resolve(kept.root().hex() + ".tree"));
    assertAltered(() -> content.tree(kept));
    Files.write(folder.resolve(kept.root().hex()), new byte[10]);
    assertAltered(() -> content.range(kept, 0, 1));
    Files.delete(folder.resolve(kept.root().hex()));
    assertAltered(() -> content.range(kept, 0, 1));
  }

  private void assertAltered(org.assertj.core.api.ThrowableAssert.ThrowingCallable access) {
    assertThatThrownBy(access)
        .isInstanceOfSatisfying(
            StoreException.class,
            altered -> assertThat(altered.fault()).isEqualTo(StoreFault.CONTENT_ALTERED))
        .hasMessageNotContaining(folder.toString());
  }

  private void assertRefused(InputStream upload, StoreFault fault) {
    assertThatThrownBy(() -> content.receive(upload))
        .isInstanceOfSatisfying(
            StoreException.class, refused -> assertThat(refused.fault()).isEqualTo(fault))
        .hasMessageNotContaining(folder.toString());
    assertThat(files()).isEmpty();
  }

  private Content keep(byte[] bytes) {
    try (IncomingContent incoming = content.receive(new ByteArrayInputStream(bytes))) {
      return content.keep(incoming);
    }
  }

  private byte[] read(Content kept, long offset, long length) throws IOException {
    ByteArrayOutputStream copied = new ByteArrayOutputStream();
    try (InputStream range = content.range(kept, offset, length)) {
      range.transferTo(copied);
    }
    try (InputStream range = content.range(kept, offset, length)) {
      assertThat(range.readAllBytes()).isEqualTo(copied.toByteArray());
    }
    return copied.toByteArray();
  }

  private List<String> files() {
    String[] names = folder.toFile().list();
    return names == null ? List.of() : List.of(names);
  }
}
