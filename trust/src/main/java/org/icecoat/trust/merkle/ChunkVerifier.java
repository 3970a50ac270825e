package org.icecoat.trust.merkle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/** Says whether single chunks are those that a tree names. Safe for many threads at once. */
public final class ChunkVerifier {
  private final ChunkTree tree;

  public ChunkVerifier(ChunkTree tree) {
    this.tree = tree;
  }

  /** Whether all that remains in the buffer is chunk {@code index}; the buffer is consumed. */
  public boolean matches(int index, ByteBuffer chunk) {
    if (chunk.remaining() != tree.chunkLength(index)) {
      return false;
    }
    MessageDigest digest = MerkleHashing.startLeaf(MerkleHashing.sha256());
    digest.update(chunk);
    return tree.hasLeaf(index, digest.digest());
  }

  /**
   * As {@link #matches}, for callers that cannot go on with a wrong chunk.
   *
   * @throws TrustException CHUNK_ALTERED
   */
  public void require(int index, ByteBuffer chunk) {
    if (!matches(index, chunk)) {
      throw altered(tree, index);
    }
  }

  /**
   * Verifies the bytes of the chunks from {@code first} (included) to {@code end} (not included) as
   * they arrive.
   */
  public RangeVerifier range(int first, int end) {
    return new RangeVerifier(tree, first, end);
  }

  static TrustException altered(ChunkTree tree, int index) {
    return new TrustException(
        TrustFault.CHUNK_ALTERED,
        "Chunk %d of content %s is not what its digest names; fetch it again"
            .formatted(index, tree.root().abbreviated()));
  }
}
