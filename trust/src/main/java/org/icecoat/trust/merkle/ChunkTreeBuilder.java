package org.icecoat.trust.merkle;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * Computes a chunk tree while the bytes stream past. Chunks are hashed by the executor, so that two
 * cores hash twice as fast as they arrive; {@code inFlight} bounds how many chunks (1 MiB each)
 * wait or are hashed, and a writer that is faster than that waits.
 *
 * <p>For one writing thread. The executor must not be one whose threads all write into builders.
 */
public final class ChunkTreeBuilder extends OutputStream {
  private final Executor executor;
  private final int inFlight;
  private final Semaphore free;
  private final List<byte[]> buffers = new ArrayList<>();
  private final List<CompletableFuture<byte[]>> leaves = new ArrayList<>();
  private byte[] chunk;
  private int filled;
  private long length;
  private boolean finished;

  /** With an executor of {@code Runnable::run}, the writing thread hashes. */
  public ChunkTreeBuilder(Executor executor, int inFlight) {
    this.executor = executor;
    this.inFlight = inFlight;
    this.free = new Semaphore(inFlight);
  }

  /**
   * Takes all that remains in the buffer.
   *
   * @throws TrustException CONTENT_TOO_LONG
   */
  public void update(ByteBuffer data) {
    requireRoom(data.remaining());
    while (data.hasRemaining()) {
      int part = room(data.remaining());
      data.get(chunk, filled, part);
      added(part);
    }
  }

  @Override
  public void write(byte[] data, int offset, int count) {
    update(ByteBuffer.wrap(data, offset, count));
  }

  @Override
  public void write(int single) {
    update(ByteBuffer.wrap(new byte[] {(byte) single}));
  }

  /** The tree of all bytes written; nothing can be written afterwards. */
  public ChunkTree finish() {
    requireRoom(0);
    finished = true;
    if (filled > 0) {
      submit();
    }
    byte[] hashes = new byte[leaves.size() * Sha256.BYTES];
    for (int i = 0; i < leaves.size(); i++) {
      System.arraycopy(leafHash(i), 0, hashes, i * Sha256.BYTES, Sha256.BYTES);
    }
    return new ChunkTree(hashes, length);
  }

  /** Does nothing: an abandoned builder holds only memory. */
  @Override
  public void close() {}

  /** Bytes written so far. */
  public long length() {
    return length;
  }

  private byte[] leafHash(int index) {
    try {
      return leaves.get(index).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("A chunk could not be hashed", e.getCause());
    }
  }

  private void requireRoom(int more) {
    if (finished) {
      throw new IllegalStateException("The tree is finished");
    }
    if (length + more > ChunkTree.MAXIMAL_LENGTH) {
      throw new TrustException(
          TrustFault.CONTENT_TOO_LONG,
          "Content has at most " + ChunkTree.MAXIMAL_LENGTH + " bytes");
    }
  }

  private int room(int wanted) {
    if (chunk == null) {
      free.acquireUninterruptibly();
      chunk = emptyBuffer();
      filled = 0;
    }
    return Math.min(wanted, ChunkTree.CHUNK_BYTES - filled);
  }

  private void added(int part) {
    filled += part;
    length += part;
    if (filled == ChunkTree.CHUNK_BYTES) {
      submit();
    }
  }

  private void submit() {
    byte[] full = chunk;
    int count = filled;
    chunk = null;
    filled = 0;
    leaves.add(CompletableFuture.supplyAsync(() -> hash(full, count), executor));
  }

  private byte[] hash(byte[] full, int count) {
    try {
      MessageDigest digest = MerkleHashing.startLeaf(MerkleHashing.sha256());
      digest.update(full, 0, count);
      return digest.digest();
    } finally {
      give(full);
    }
  }

  private byte[] emptyBuffer() {
    synchronized (buffers) {
      return buffers.isEmpty()
          ? new byte[ChunkTree.CHUNK_BYTES]
          : buffers.remove(buffers.size() - 1);
    }
  }

  private void give(byte[] buffer) {
    synchronized (buffers) {
      if (buffers.size() < inFlight) {
        buffers.add(buffer);
      }
    }
    free.release();
  }
}
