package org.icecoat.trust.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ChunkTreeBuilderTest {
  @Property(tries = 60)
  void the_tree_does_not_depend_on_the_pieces_or_threads(
      @ForAll @IntRange(max = 5 * ChunkTree.CHUNK_BYTES) int length,
      @ForAll @IntRange(min = 1, max = 3 * ChunkTree.CHUNK_BYTES) int piece,
      @ForAll @IntRange(min = 1, max = 4) int inFlight) {
    TestingContent content = TestingContent.of(length, 2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      ChunkTreeBuilder builder = new ChunkTreeBuilder(threads, inFlight);
      for (int at = 0; at < length; at += piece) {
        builder.write(content.bytes(), at, Math.min(piece, length - at));
      }
      assertThat(builder.finish()).isEqualTo(content.tree());
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void a_writer_faster_than_the_hashing_waits() {
    Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    ChunkTreeBuilder builder = new ChunkTreeBuilder(held::add, 2);
    TestingContent content = TestingContent.of(3 * ChunkTree.CHUNK_BYTES, 3);
    Thread writer = new Thread(() -> builder.update(ByteBuffer.wrap(content.bytes())));
    writer.start();
    Awaitility.await().until(() -> writer.getState() == Thread.State.WAITING);
    assertThat(held).hasSize(2);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              held.removeIf(ChunkTreeBuilderTest::ran);
              return !writer.isAlive() && held.isEmpty();
            });
    assertThat(builder.finish()).isEqualTo(content.tree());
  }

  @Test
  void nothing_can_be_written_to_a_finished_tree() {
    try (ChunkTreeBuilder builder = new ChunkTreeBuilder(Runnable::run, 1)) {
      builder.write(7);
      assertThat(builder.finish().length()).isEqualTo(1);
      assertThatIllegalStateException().isThrownBy(() -> builder.write(7));
      assertThatIllegalStateException().isThrownBy(builder::finish);
    }
  }

  private static boolean ran(Runnable task) {
    task.run();
    return true;
  }
}
