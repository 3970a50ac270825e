package org.icecoat.trust.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.trust.merkle.ChunkTree.CHUNK_BYTES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileVerifierTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final FileVerifier verifier = new FileVerifier(threads, 2);
  private final TestingContent content = TestingContent.of(6 * CHUNK_BYTES + 3, 6);
  private final ChunkTree tree = content.tree();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    threads.shutdown();
  }

  @Test
  void a_file_that_is_what_its_tree_names_is_intact() throws IOException {
    Path file = Files.write(folder.resolve("image"), content.bytes());
    assertThat(verifier.verify(file, tree))
        .isInstanceOfSatisfying(
            FileVerdict.Intact.class,
            intact -> {
              assertThat(intact.file()).isEqualTo(file);
              assertThat(intact.tree()).isEqualTo(tree);
            });
  }

  @Test
  void all_threads_that_it_was_given_work_on_one_file_at_the_same_time() throws IOException {
    Path file = Files.write(folder.resolve("image"), content.bytes());
    CyclicBarrier together = new CyclicBarrier(2);
    AtomicInteger met = new AtomicInteger();
    Executor meeting =
        task ->
            threads.execute(
                () -> {
                  met.addAndGet(meet(together) ? 1 : 0);
                  task.run();
                });
    assertThat(new FileVerifier(meeting, 2).verify(file, tree))
        .isInstanceOf(FileVerdict.Intact.class);
    assertThat(met).hasValue(2);
  }

  private static boolean meet(CyclicBarrier together) {
    try {
      together.await(30, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (BrokenBarrierException | TimeoutException e) {
      return false;
    }
  }

  @Test
  void every_altered_chunk_is_named() throws IOException {
    byte[] altered = content.bytes().clone();
    altered[CHUNK_BYTES] ^= 1;
    altered[altered.length - 1] ^= 1;
    Path file = Files.write(folder.resolve("image"), altered);
    FileVerdict verdict = verifier.verify(file, tree);
    assertThat(verdict).isInstanceOf(FileVerdict.Altered.class);
    assertThat(((FileVerdict.Altered) verdict).chunks()).containsExactly(1, 6);
  }

  @Test
  void a_file_that_is_cut_or_extended_has_the_wrong_length() throws IOException {
    for (int length : new int[] {0, content.bytes().length - 1, content.bytes().length + 1}) {
      Path file = Files.write(folder.resolve("image"), Arrays.copyOf(content.bytes(), length));
      assertThat(verifier.verify(file, tree))
          .isEqualTo(new FileVerdict.WrongLength(length, tree.length()));
    }
  }

  @Test
  void a_verdict_that_is_not_wanted_any_more_is_given_up_before_the_next_chunk()
      throws IOException {
    Path file = Files.write(folder.resolve("image"), content.bytes());
    AtomicInteger asked = new AtomicInteger();
    assertThatThrownBy(() -> verifier.verify(file, tree, () -> asked.incrementAndGet() <= 3))
        .isInstanceOf(CancellationException.class);
    assertThat(asked.get()).isBetween(4, 5); // each of the two threads stops at its next chunk
  }

  @Test
  void a_large_file_does_not_hold_up_what_comes_after_it() throws IOException {
    int most = FileVerifier.CHUNKS_AT_A_TIME;
    TestingContent large = TestingContent.of(3 * most * CHUNK_BYTES, 7);
    Path file = Files.write(folder.resolve("image"), large.bytes());
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger before = new AtomicInteger();
    ExecutorService one = Executors.newSingleThreadExecutor();
    FileVerdict verdict =
        new FileVerifier(one, 1)
            .verify(
                file,
                large.tree(),
                () -> {
                  if (taken.getAndIncrement() == 0) {
                    one.execute(() -> before.set(taken.get()));
                  }
                  return true;
                });
    one.shutdown();
    assertThat(verdict).isInstanceOf(FileVerdict.Intact.class);
    assertThat(taken).hasValue(3 * most);
    assertThat(before).hasValue(most);
  }

  @Test
  void an_error_of_a_thread_is_told_to_whoever_waits() throws IOException {
    Path file = Files.write(folder.resolve("image"), content.bytes());
    Error error = new NoClassDefFoundError("For this test");
    CompletableFuture<FileVerdict> verdict =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return verifier.verify(
                    file,
                    tree,
                    () -> {
                      throw error;
                    });
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(verdict)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .havingRootCause()
        .isSameAs(error);
  }

  @Test
  void an_empty_file_is_intact_for_the_tree_of_nothing() throws IOException {
    Path file = Files.createFile(folder.resolve("nothing"));
    assertThat(verifier.verify(file, TestingContent.tree(new byte[0])))
        .isInstanceOf(FileVerdict.Intact.class);
  }

  @Test
  void a_missing_file_is_an_error_and_no_verdict() {
    assertThatThrownBy(() -> verifier.verify(folder.resolve("none"), tree))
        .isInstanceOf(NoSuchFileException.class);
  }
}
