package org.icecoat.trust.merkle;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * The hashes of all chunks of one content, with its length and its root. A tree that exists is
 * consistent: the root is computed from the hashes, never taken from outside. Immutable.
 */
public final class ChunkTree {
  /** Bytes of every chunk but the last, which has 1 to this many; a constant of the format. */
  public static final int CHUNK_BYTES = 1 << 20;

  /** The longest content: 4 TiB, whose hashes fill 128 MiB. */
  public static final long MAXIMAL_LENGTH = 1L << 42;

  private final byte[] leaves;
  private final long length;
  private final Sha256 root;

  /** Takes over the array; its size must fit the length. */
  ChunkTree(byte[] leaves, long length) {
    this.leaves = leaves;
    this.length = length;
    this.root = Sha256.of(MerkleHashing.root(leaves, 0, leaves.length / Sha256.BYTES));
  }

  /**
   * Reads what {@link #encoded} wrote, from a source that is not trusted.
   *
   * @param root the digest that names the content, from a source that is trusted
   * @param length the content's length in bytes
   * @throws TrustException CHUNK_TREE_MALFORMED, if the number of hashes does not follow from the
   *     length or the hashes do not give the root
   */
  public static ChunkTree decode(byte[] encoded, Sha256 root, long length) {
    Objects.requireNonNull(root, "root");
    long expected = (long) chunks(length) * Sha256.BYTES;
    if (encoded.length != expected) {
      throw malformed(root, "has %d bytes, expected %d".formatted(encoded.length, expected));
    }
    ChunkTree tree = new ChunkTree(encoded.clone(), length);
    if (!tree.root.equals(root)) {
      throw malformed(root, "gives another root");
    }
    return tree;
  }

  /**
   * The number of chunks of a content of that many bytes.
   *
   * @throws TrustException CONTENT_TOO_LONG, if the length is negative or above the maximum
   */
  public static int chunks(long length) {
    if (length < 0 || length > MAXIMAL_LENGTH) {
      throw new TrustException(
          TrustFault.CONTENT_TOO_LONG,
          "Content has 0 to " + MAXIMAL_LENGTH + " bytes, not " + length);
    }
    return (int) ((length + CHUNK_BYTES - 1) / CHUNK_BYTES);
  }

  /** The digest that names the content. */
  public Sha256 root() {
    return root;
  }

  /** Bytes of the content. */
  public long length() {
    return length;
  }

  public int chunkCount() {
    return leaves.length / Sha256.BYTES;
  }

  /** Bytes of chunk {@code index}, which counts from 0. */
  public int chunkLength(int index) {
    return chunkLength(Objects.checkIndex(index, chunkCount()), length);
  }

  static int chunkLength(int index, long length) {
    return (int) Math.min(CHUNK_BYTES, length - (long) index * CHUNK_BYTES);
  }

  /** The leaf hash of chunk {@code index}. */
  public Sha256 chunkHash(int index) {
    Objects.checkIndex(index, chunkCount());
    return Sha256.of(MerkleHashing.at(leaves, index));
  }

  /** The leaf hashes one after the other, 32 bytes each, as a copy. */
  public byte[] encoded() {
    return leaves.clone();
  }

  /** What proves to a holder of the root alone that chunk {@code index} belongs to it. */
  public InclusionProof prove(int index) {
    Objects.checkIndex(index, chunkCount());
    return new InclusionProof(
        index, MerkleHashing.path(leaves, index).stream().map(Sha256::of).toList());
  }

  boolean hasLeaf(int index, byte[] hash) {
    return MessageDigest.isEqual(MerkleHashing.at(leaves, index), hash);
  }

  private static TrustException malformed(Sha256 root, String how) {
    return new TrustException(
        TrustFault.CHUNK_TREE_MALFORMED,
        "The list of chunk hashes of %s %s; fetch it again".formatted(root.abbreviated(), how));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChunkTree tree
        && length == tree.length
        && Arrays.equals(leaves, tree.leaves);
  }

  @Override
  public int hashCode() {
    return root.hashCode();
  }

  @Override
  public String toString() {
    return "%s (%d bytes)".formatted(root, length);
  }
}
