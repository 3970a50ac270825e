package org.icecoat.wsrf.mtom;

import java.util.Arrays;

/** Finds a delimiter in large buffers by Horspool's algorithm: it looks at few of the bytes. */
final class BoundarySearch {
  private static final int VALUES = 256;

  private final byte[] wanted;
  private final int[] shift = new int[VALUES];

  BoundarySearch(byte[] wanted) {
    this.wanted = wanted.clone();
    Arrays.fill(shift, wanted.length);
    for (int i = 0; i < wanted.length - 1; i++) {
      shift[wanted[i] & 0xff] = wanted.length - 1 - i;
    }
  }

  int length() {
    return wanted.length;
  }

  /** Where it begins in {@code bytes} between the two indices, or -1. */
  int find(byte[] bytes, int from, int to) {
    int last = wanted.length - 1;
    int at = from;
    while (at + last < to) {
      byte end = bytes[at + last];
      if (end == wanted[last] && Arrays.equals(bytes, at, at + last, wanted, 0, last)) {
        return at;
      }
      at += shift[end & 0xff];
    }
    return -1;
  }
}
