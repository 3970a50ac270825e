package org.icecoat.trust.merkle;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import org.icecoat.domain.digest.Sha256;

/**
 * Proof that a chunk is number {@code index} (from 0) of the content with a given root.
 *
 * @param siblings the hashes beside the way up, from the bottom: RFC 9162 section 2.1.3.1
 */
public record InclusionProof(int index, List<Sha256> siblings) {
  public InclusionProof {
    siblings = List.copyOf(siblings);
  }

  /**
   * Whether {@code chunk}, all that remains of it, is that chunk of the content: RFC 9162 section
   * 2.1.3.2. The buffer is consumed.
   *
   * @param root the digest that names the content, from a source that is trusted
   * @param length bytes of the content, from a source that is trusted
   */
  public boolean proves(ByteBuffer chunk, Sha256 root, long length) {
    int chunks = ChunkTree.chunks(length);
    if (index < 0 || index >= chunks || chunk.remaining() != ChunkTree.chunkLength(index, length)) {
      return false;
    }
    MessageDigest digest = MerkleHashing.startLeaf(MerkleHashing.sha256());
    digest.update(chunk);
    byte[] computed = climb(digest, digest.digest(), chunks - 1);
    return computed != null && MessageDigest.isEqual(computed, root.bytes());
  }

  /** The root that the leaf and the siblings give, or null if there are too few or too many. */
  private byte[] climb(MessageDigest digest, byte[] leaf, int lastLeaf) {
    int position = index;
    int last = lastLeaf;
    byte[] hash = leaf;
    for (Sha256 sibling : siblings) {
      if (last == 0) {
        return null;
      }
      if ((position & 1) == 1 || position == last) {
        hash = MerkleHashing.node(digest, sibling.bytes(), hash);
        int skipped = Integer.numberOfTrailingZeros(position);
        position >>= skipped;
        last >>= skipped;
      } else {
        hash = MerkleHashing.node(digest, hash, sibling.bytes());
      }
      position >>= 1;
      last >>= 1;
    }
    return last == 0 ? hash : null;
  }
}
