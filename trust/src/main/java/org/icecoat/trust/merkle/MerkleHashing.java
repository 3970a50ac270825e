package org.icecoat.trust.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.digest.Sha256;

/**
 * RFC 9162 section 2.1.1: a leaf is {@code SHA-256(0x00 || data)}, an inner node {@code
 * SHA-256(0x01 || left || right)}, the root of nothing {@code SHA-256()}.
 *
 * <p>Hashes lie one after the other in one array of {@code 32 * n} bytes: a tree of a terabyte is
 * then one object of 32 MiB, not a million.
 */
final class MerkleHashing {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleHashing() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** A digest that awaits the data of one leaf; it may be given again after {@code digest()}. */
  static MessageDigest startLeaf(MessageDigest digest) {
    digest.update(LEAF);
    return digest;
  }

  static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    digest.update(right);
    return digest.digest();
  }

  static byte[] at(byte[] leaves, int index) {
    byte[] hash = new byte[Sha256.BYTES];
    System.arraycopy(leaves, index * Sha256.BYTES, hash, 0, Sha256.BYTES);
    return hash;
  }

  /** The Merkle tree hash over the leaf hashes from {@code from} (included) to {@code to}. */
  static byte[] root(byte[] leaves, int from, int to) {
    MessageDigest digest = sha256();
    return from == to ? digest.digest() : root(digest, leaves, from, to);
  }

  private static byte[] root(MessageDigest digest, byte[] leaves, int from, int to) {
    if (to - from == 1) {
      return at(leaves, from);
    }
    int middle = from + split(to - from);
    byte[] left = root(digest, leaves, from, middle);
    byte[] right = root(digest, leaves, middle, to);
    return node(digest, left, right);
  }

  /** The siblings of leaf {@code index} from the bottom up: PATH of RFC 9162 section 2.1.3.1. */
  static List<byte[]> path(byte[] leaves, int index) {
    List<byte[]> siblings = new ArrayList<>();
    int from = 0;
    int to = leaves.length / Sha256.BYTES;
    while (to - from > 1) {
      int middle = from + split(to - from);
      if (index < middle) {
        siblings.add(0, root(leaves, middle, to));
        to = middle;
      } else {
        siblings.add(0, root(leaves, from, middle));
        from = middle;
      }
    }
    return siblings;
  }

  /** The largest power of two below {@code size}, which is at least 2. */
  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }
}
