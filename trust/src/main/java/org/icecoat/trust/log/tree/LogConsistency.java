package org.icecoat.trust.log.tree;

import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.digest.Sha256;

/**
 * Proof that the log of {@code to} entries continues that of {@code from}: RFC 9162 section 2.1.4.
 *
 * @param path empty if the sizes are equal or {@code from} is 0
 */
public record LogConsistency(long from, long to, List<Sha256> path) {
  /** The two sides of the way up, and one hash to begin with. */
  public static final int LONGEST_PATH = 64;

  public LogConsistency {
    path = List.copyOf(path);
    if (from < 0 || from > to || path.size() > LONGEST_PATH) {
      throw Malformed.because("a proof of consistency goes from a longer log to a shorter one");
    }
  }

  /** Whether the tree of the second root continues that of the first: section 2.1.4.2. */
  public boolean proves(Sha256 first, Sha256 second) {
    if (from == to) {
      return path.isEmpty() && first.equals(second);
    }
    if (from == 0) {
      return path.isEmpty() && first.equals(LogHashing.empty());
    }
    List<Sha256> hashes = new ArrayList<>(path);
    if (Long.bitCount(from) == 1) {
      hashes.add(0, first);
    }
    return !path.isEmpty() && new Climb(from, to, hashes.get(0)).reaches(hashes, first, second);
  }

  /** The way up from the last complete subtree that both trees share. */
  private static final class Climb {
    private long position;
    private long last;
    private Sha256 older;
    private Sha256 newer;

    Climb(long from, long to, Sha256 shared) {
      int common = Long.numberOfTrailingZeros(from);
      position = (from - 1) >> common;
      last = (to - 1) >> common;
      older = shared;
      newer = shared;
    }

    boolean reaches(List<Sha256> hashes, Sha256 first, Sha256 second) {
      for (Sha256 sibling : hashes.subList(1, hashes.size())) {
        if (last == 0) {
          return false;
        }
        step(sibling);
      }
      return last == 0 && older.equals(first) && newer.equals(second);
    }

    private void step(Sha256 sibling) {
      if ((position & 1) == 1 || position == last) {
        older = LogHashing.node(sibling, older);
        newer = LogHashing.node(sibling, newer);
        int skipped = Long.numberOfTrailingZeros(position);
        position >>= skipped;
        last >>= skipped;
      } else {
        newer = LogHashing.node(newer, sibling);
      }
      position >>= 1;
      last >>= 1;
    }
  }
}
