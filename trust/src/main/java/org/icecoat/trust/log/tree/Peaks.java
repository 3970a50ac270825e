package org.icecoat.trust.log.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.icecoat.domain.digest.Sha256;

/** The complete subtrees of which a tree consists, the smallest on top. */
final class Peaks {
  private record Peak(Sha256 hash, int height) {}

  private final Deque<Peak> peaks = new ArrayDeque<>();

  /** Adds a subtree that is smaller than all before it. */
  void put(Sha256 hash, int height) {
    peaks.push(new Peak(hash, height));
  }

  void append(Sha256 leaf) {
    Peak grown = new Peak(leaf, 0);
    while (!peaks.isEmpty() && peaks.peek().height() == grown.height()) {
      grown = new Peak(LogHashing.node(peaks.pop().hash(), grown.hash()), grown.height() + 1);
    }
    peaks.push(grown);
  }

  Sha256 root() {
    if (peaks.isEmpty()) {
      return LogHashing.empty();
    }
    Iterator<Peak> upwards = peaks.iterator();
    Sha256 root = upwards.next().hash();
    while (upwards.hasNext()) {
      root = LogHashing.node(upwards.next().hash(), root);
    }
    return root;
  }
}
