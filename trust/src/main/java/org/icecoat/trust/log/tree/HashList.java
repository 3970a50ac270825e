package org.icecoat.trust.log.tree;

import java.util.Arrays;
import org.icecoat.domain.digest.Sha256;

/** Hashes one after the other in one growing array: 32 bytes each, and no object each. */
final class HashList {
  private static final int FIRST_CAPACITY = 16;

  private byte[] hashes = new byte[FIRST_CAPACITY * Sha256.BYTES];
  private int size;

  int size() {
    return size;
  }

  void add(Sha256 hash) {
    if (size * Sha256.BYTES == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    }
    System.arraycopy(hash.bytes(), 0, hashes, size * Sha256.BYTES, Sha256.BYTES);
    size++;
  }

  Sha256 get(int index) {
    int from = index * Sha256.BYTES;
    return Sha256.of(Arrays.copyOfRange(hashes, from, from + Sha256.BYTES));
  }
}
