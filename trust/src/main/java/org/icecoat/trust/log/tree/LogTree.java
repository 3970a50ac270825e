package org.icecoat.trust.log.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * The Merkle tree over a log's leaves, in memory: the hash of every complete subtree, 64 bytes for
 * each entry. Appending hashes at most log2(n) times, a proof at most log2(n) squared times. Roots
 * and proofs of all earlier sizes remain available. Safe for many threads.
 */
public final class LogTree {
  /** The longest log: 2^24 entries, whose hashes fill 1 GiB. */
  public static final long MAXIMAL_SIZE = 1L << 24;

  /** By height: the hashes of the complete subtrees of 2^height leaves, from the left. */
  private final List<HashList> levels = new ArrayList<>();

  private final long most;

  /** An empty tree. */
  public LogTree() {
    this(MAXIMAL_SIZE);
  }

  /** A tree that is full sooner. */
  LogTree(long most) {
    this.most = most;
  }

  public synchronized long size() {
    return levels.isEmpty() ? 0 : levels.get(0).size();
  }

  /**
   * Adds a leaf at the end.
   *
   * @throws TrustException LOG_FULL
   */
  public synchronized void append(Sha256 leaf) {
    if (size() == most) {
      throw new TrustException(
          TrustFault.LOG_FULL, "The log has " + most + " entries and takes no more");
    }
    Sha256 hash = leaf;
    int height = 0;
    for (level(0).add(hash); level(height).size() % 2 == 0; height++) {
      HashList level = level(height);
      hash = LogHashing.node(level.get(level.size() - 2), hash);
      level(height + 1).add(hash);
    }
  }

  /** The root of all leaves. */
  public synchronized Sha256 root() {
    return root(size());
  }

  /** The root as it was when the log had {@code size} entries: at most as many as it has now. */
  public synchronized Sha256 root(long size) {
    requireSize(size);
    return size == 0 ? LogHashing.empty() : subtree(0, size);
  }

  /** The root that the log would have if these leaves were appended; nothing is appended. */
  public synchronized Sha256 rootWith(List<Sha256> more) {
    Peaks peaks = new Peaks();
    for (int height = levels.size() - 1; height >= 0; height--) {
      HashList level = level(height);
      if (level.size() % 2 == 1) {
        peaks.put(level.get(level.size() - 1), height);
      }
    }
    more.forEach(peaks::append);
    return peaks.root();
  }

  /**
   * What proves that entry {@code index} is in the log of {@code size} entries: PATH of RFC 9162
   * section 2.1.3.1.
   */
  public synchronized LogInclusion inclusion(long index, long size) {
    requireSize(size);
    Objects.checkIndex(index, size);
    List<Sha256> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + split(to - from);
      if (index < middle) {
        path.add(0, subtree(middle, to));
        to = middle;
      } else {
        path.add(0, subtree(from, middle));
        from = middle;
      }
    }
    return new LogInclusion(index, size, path);
  }

  /**
   * What proves that the log of {@code to} entries continues that of {@code from}: PROOF of RFC
   * 9162 section 2.1.4.1. Empty for equal sizes and for a continuation of nothing.
   */
  public synchronized LogConsistency consistency(long from, long to) {
    requireSize(to);
    if (from < 0 || from > to) {
      throw new IllegalArgumentException(
          "A log of %d does not continue one of %d".formatted(to, from));
    }
    List<Sha256> path = new ArrayList<>();
    if (from > 0 && from < to) {
      collect(path, from, to);
    }
    return new LogConsistency(from, to, path);
  }

  /** SUBPROOF of RFC 9162 section 2.1.4.1, the lowest hash first. */
  private void collect(List<Sha256> path, long known, long size) {
    long from = 0;
    long to = size;
    while (to != known) {
      long middle = from + split(to - from);
      if (known <= middle) {
        path.add(0, subtree(middle, to));
        to = middle;
      } else {
        path.add(0, subtree(from, middle));
        from = middle;
      }
    }
    if (from > 0) {
      path.add(0, subtree(from, to));
    }
  }

  /**
   * The root over the leaves {@code from} to {@code to}, at least one, of a subtree of the tree.
   */
  private Sha256 subtree(long from, long to) {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      int height = Long.numberOfTrailingZeros(leaves);
      return levels.get(height).get((int) (from >> height));
    }
    long middle = from + split(leaves);
    return LogHashing.node(subtree(from, middle), subtree(middle, to));
  }

  private HashList level(int height) {
    if (height == levels.size()) {
      levels.add(new HashList());
    }
    return levels.get(height);
  }

  private void requireSize(long size) {
    if (size < 0 || size > size()) {
      throw new IllegalArgumentException(
          "The log has %d entries, so none of %d".formatted(size(), size));
    }
  }

  /** The largest power of two below {@code size}, which is at least 2. */
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}
