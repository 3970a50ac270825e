package org.icecoat.trust.merkle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Verifies whole files, with as many of the executor's threads as it was given. Reads through the
 * channel and not through a mapping: a file that shrinks meanwhile is then a verdict and not a
 * fault of the memory.
 */
public final class FileVerifier {
  private static final int READ_BYTES = 1 << 17;

  /** Some hundredths of a second's work. */
  static final int CHUNKS_AT_A_TIME = 16;

  private final Executor executor;
  private final int threads;

  public FileVerifier(Executor executor, int threads) {
    this.executor = executor;
    this.threads = threads;
  }

  /**
   * Reads the whole file; memory stays flat.
   *
   * @throws IOException if the file cannot be read
   */
  public FileVerdict verify(Path file, ChunkTree tree) throws IOException {
    return verify(file, tree, () -> true);
  }

  /**
   * The same, for as long as the verdict is wanted.
   *
   * @param wanted is asked before each chunk, by several threads
   * @throws CancellationException if it is not wanted any more
   */
  public FileVerdict verify(Path file, ChunkTree tree, BooleanSupplier wanted) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() != tree.length()) {
        return new FileVerdict.WrongLength(channel.size(), tree.length());
      }
      Pass pass = new Pass(channel, tree, wanted);
      List<CompletableFuture<Void>> workers =
          Stream.generate(() -> begin(pass)).limit(threads).toList();
      join(workers);
      return pass.verdict(file);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private CompletableFuture<Void> begin(Pass pass) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    executor.execute(() -> work(pass, end));
    return end;
  }

  /** Goes to the end of the executor's queue now and then: a large file holds up no small one. */
  private void work(Pass pass, CompletableFuture<Void> end) {
    try {
      if (pass.takeSome()) {
        executor.execute(() -> work(pass, end));
      } else {
        end.complete(null);
      }
    } catch (RuntimeException | Error e) { // whoever waits gets it
      end.completeExceptionally(e);
    }
  }

  private static void join(List<CompletableFuture<Void>> workers) {
    try {
      CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * One pass over one file, run by several threads: each takes the next chunk as long as some are
   * left.
   */
  private static final class Pass {
    private final FileChannel channel;
    private final ChunkTree tree;
    private final BooleanSupplier wanted;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Integer> altered = new ConcurrentLinkedQueue<>();

    Pass(FileChannel channel, ChunkTree tree, BooleanSupplier wanted) {
      this.channel = channel;
      this.tree = tree;
      this.wanted = wanted;
    }

    /** Takes some chunks; whether more are left. */
    boolean takeSome() {
      ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
      MessageDigest digest = MerkleHashing.sha256();
      for (int taken = 0; taken < CHUNKS_AT_A_TIME; taken++) {
        int i = next.getAndIncrement();
        if (i >= tree.chunkCount()) {
          return false;
        }
        take(i, buffer, digest);
      }
      return true;
    }

    private void take(int index, ByteBuffer buffer, MessageDigest digest) {
      if (!wanted.getAsBoolean()) {
        throw new CancellationException("The verdict is not wanted any more");
      }
      if (!intact(index, buffer, MerkleHashing.startLeaf(digest))) {
        altered.add(index);
      }
    }

    private boolean intact(int index, ByteBuffer buffer, MessageDigest digest) {
      long position = (long) index * ChunkTree.CHUNK_BYTES;
      long end = position + tree.chunkLength(index);
      while (position < end) {
        int count =
            read(buffer.clear().limit((int) Math.min(READ_BYTES, end - position)), position);
        if (count < 0) {
          break;
        }
        digest.update(buffer.flip());
        position += count;
      }
      return tree.hasLeaf(index, digest.digest());
    }

    private int read(ByteBuffer buffer, long position) {
      try {
        return channel.read(buffer, position);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    FileVerdict verdict(Path file) throws IOException {
      if (channel.size() != tree.length()) {
        return new FileVerdict.WrongLength(channel.size(), tree.length());
      }
      return altered.isEmpty()
          ? new FileVerdict.Intact(file, tree)
          : new FileVerdict.Altered(altered.stream().sorted().toList());
    }
  }
}
