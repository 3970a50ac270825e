package org.icecoat.domain.image;

import org.icecoat.domain.digest.Sha256;

/**
 * An image's bytes: the root of the Merkle tree (RFC 9162 section 2.1) over chunks of 1 MiB, and
 * how many bytes there are.
 */
public record Content(Sha256 root, long bytes) {
  public static final int CHUNK_BYTES = 1 << 20;

  public Content {
    if (bytes < 1) {
      throw new IllegalArgumentException("An image has at least one byte");
    }
  }

  /** The number of chunks; the last one may be short. */
  public long chunks() {
    return (bytes - 1) / CHUNK_BYTES + 1;
  }
}
