package org.icecoat.trust.merkle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Objects;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * Verifies a run of whole chunks as their bytes arrive, in pieces of any size. Bytes count as
 * verified only up to {@link #nextChunk}: the rest must not be used yet. For one thread.
 */
public final class RangeVerifier {
  private final ChunkTree tree;
  private final int end;
  private final MessageDigest digest = MerkleHashing.sha256();
  private int current;
  private int missing;
  private boolean broken;

  RangeVerifier(ChunkTree tree, int first, int end) {
    Objects.checkFromToIndex(first, end, tree.chunkCount());
    this.tree = tree;
    this.end = end;
    this.current = first;
    startChunk();
  }

  /**
   * Takes all that remains in the buffer.
   *
   * @throws TrustException CHUNK_ALTERED, at the end of a chunk that is wrong or if more bytes come
   *     than the range has; nothing may be given afterwards
   */
  public void update(ByteBuffer data) {
    while (data.hasRemaining()) {
      if (broken || current == end) {
        throw new TrustException(
            TrustFault.CHUNK_ALTERED,
            "More bytes arrived than this range of content %s has, or after a wrong chunk"
                .formatted(tree.root().abbreviated()));
      }
      ByteBuffer part = data.slice(data.position(), Math.min(missing, data.remaining()));
      data.position(data.position() + part.remaining());
      missing -= part.remaining();
      digest.update(part);
      if (missing == 0) {
        endChunk();
      }
    }
  }

  /** The first chunk that is not verified yet: all before it, from the range's start, are. */
  public int nextChunk() {
    return current;
  }

  /** Whether the whole range has arrived and is what the tree names. */
  public boolean complete() {
    return current == end;
  }

  private void endChunk() {
    if (!tree.hasLeaf(current, digest.digest())) {
      broken = true;
      throw ChunkVerifier.altered(tree, current);
    }
    current++;
    startChunk();
  }

  private void startChunk() {
    if (current < end) {
      missing = tree.chunkLength(current);
      MerkleHashing.startLeaf(digest);
    }
  }
}
