package org.icecoat.trust.log;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.tree.LogHashing;

/** RFC 9162 section 2.1 word for word: recursive, slow, without any stored node. */
final class NaiveTree {
  private NaiveTree() {}

  static List<Sha256> leaves(int count) {
    List<Sha256> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(LogHashing.leaf(new byte[] {(byte) i, 7}));
    }
    return leaves;
  }

  static Sha256 root(List<Sha256> leaves) {
    if (leaves.isEmpty()) {
      return LogHashing.empty();
    }
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int k = split(leaves.size());
    return LogHashing.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /** PATH(m, D_n). */
  static List<Sha256> path(int m, List<Sha256> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int k = split(leaves.size());
    List<Sha256> left = leaves.subList(0, k);
    List<Sha256> right = leaves.subList(k, leaves.size());
    return m < k ? joined(path(m, left), root(right)) : joined(path(m - k, right), root(left));
  }

  /** SUBPROOF(m, D_n, b). */
  static List<Sha256> subproof(int m, List<Sha256> leaves, boolean known) {
    if (m == leaves.size()) {
      return known ? List.of() : List.of(root(leaves));
    }
    int k = split(leaves.size());
    List<Sha256> left = leaves.subList(0, k);
    List<Sha256> right = leaves.subList(k, leaves.size());
    return m <= k
        ? joined(subproof(m, left, known), root(right))
        : joined(subproof(m - k, right, false), root(left));
  }

  private static List<Sha256> joined(List<Sha256> path, Sha256 last) {
    List<Sha256> all = new ArrayList<>(path);
    all.add(last);
    return all;
  }

  private static int split(int size) {
    int k = 1;
    while (2 * k < size) {
      k *= 2;
    }
    return k;
  }
}
