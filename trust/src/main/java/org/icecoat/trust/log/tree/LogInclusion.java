package org.icecoat.trust.log.tree;

import java.util.List;
import org.icecoat.domain.digest.Sha256;

/**
 * Proof that entry {@code index} is in the log of {@code size} entries.
 *
 * @param path the hashes beside the way up, from the bottom: RFC 9162 section 2.1.3.1
 */
public record LogInclusion(long index, long size, List<Sha256> path) {
  /** No tree is higher. */
  public static final int LONGEST_PATH = 63;

  public LogInclusion {
    path = List.copyOf(path);
    if (index < 0 || index >= size || path.size() > LONGEST_PATH) {
      throw Malformed.because("a proof of inclusion names an entry that its log does not have");
    }
  }

  /** Whether the leaf has this place below the root: RFC 9162 section 2.1.3.2. */
  public boolean proves(Sha256 leaf, Sha256 root) {
    long position = index;
    long last = size - 1;
    Sha256 hash = leaf;
    for (Sha256 sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((position & 1) == 1 || position == last) {
        hash = LogHashing.node(sibling, hash);
        int skipped = Long.numberOfTrailingZeros(position);
        position >>= skipped;
        last >>= skipped;
      } else {
        hash = LogHashing.node(hash, sibling);
      }
      position >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }
}
