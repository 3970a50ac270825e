package org.icecoat.plugin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.plugin.PluginException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
  private static final Sha256 FIRST = Sha256.parse("11".repeat(32));
  private static final Sha256 SECOND = Sha256.parse("22".repeat(32));

  @TempDir Path path;
  private long free = 1000;
  private CacheFolder folder;

  @BeforeEach
  void open() {
    folder = new CacheFolder(path, 100, of -> free);
  }

  @Test
  void two_images_that_are_asked_for_together_share_the_room() throws IOException {
    makeRoom(FIRST, 60);
    assertNoRoom(SECOND, 60);
    makeRoom(SECOND, 40);
  }

  @Test
  void two_images_that_are_asked_for_together_share_what_is_free_on_the_disk() throws IOException {
    free = 80;
    makeRoom(FIRST, 50);
    assertNoRoom(SECOND, 50);
    write(folder.part(FIRST), 30);
    free = 50;
    assertNoRoom(SECOND, 31);
    makeRoom(SECOND, 30);
  }

  @Test
  void an_image_that_is_here_needs_no_more_of_the_disk() throws IOException {
    write(folder.whole(FIRST), 60);
    write(folder.tree(FIRST), 1);
    free = 0;
    makeRoom(FIRST, 60);
    assertNoRoom(SECOND, 1);
  }

  @Test
  void an_image_that_is_put_in_its_place_meanwhile_counts_once_and_stops_nobody()
      throws IOException {
    makeRoom(FIRST, 60);
    write(folder.part(FIRST), 60);
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> moving =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                move(folder.part(FIRST), folder.whole(FIRST));
                move(folder.whole(FIRST), folder.part(FIRST));
              }
            });
    try {
      for (int look = 0; look < 5_000; look++) {
        makeRoom(SECOND, 40);
      }
    } finally {
      over.set(true);
      moving.join();
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_is_being_fetched_is_never_taken_away() throws IOException {
    makeRoom(FIRST, 60);
    write(folder.part(FIRST), 60);
    write(folder.tree(FIRST), 1);
    assertNoRoom(SECOND, 60);
    assertThat(folder.part(FIRST)).exists();
    folder.settle(FIRST);
    makeRoom(SECOND, 60);
    assertThat(folder.part(FIRST)).doesNotExist();
  }

  @Test
  void an_image_that_is_refused_keeps_no_room() throws IOException {
    assertNoRoom(FIRST, 101);
    makeRoom(SECOND, 100);
  }

  @Test
  void an_image_whose_chunk_hashes_are_gone_counts_and_goes_first() throws IOException {
    write(folder.whole(FIRST), 60);
    write(folder.tree(FIRST), 1);
    folder.used(FIRST, Instant.EPOCH.plusSeconds(1));
    write(folder.whole(SECOND), 30);
    Sha256 third = Sha256.parse("33".repeat(32));
    makeRoom(third, 40);
    assertThat(folder.whole(SECOND)).doesNotExist();
    assertThat(folder.whole(FIRST)).exists();
  }

  @Test
  void files_that_are_not_the_caches_are_left_alone() throws IOException {
    write(path.resolve("notes.image"), 200);
    makeRoom(FIRST, 100);
    assertThat(path.resolve("notes.image")).exists();
  }

  private void makeRoom(Sha256 root, long bytes) throws IOException {
    folder.makeRoom(root, bytes, any -> false);
  }

  private void assertNoRoom(Sha256 root, long bytes) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> makeRoom(root, bytes))
        .withMessageContaining("no room");
  }

  private static void write(Path file, int bytes) throws IOException {
    Files.write(file, new byte[bytes]);
  }
}
