package org.icecoat.trust;

import org.icecoat.domain.fault.Blame;
import org.icecoat.domain.fault.FaultCode;

/** Why this module could not do what it was asked. */
public enum TrustFault implements FaultCode {
  /** Bytes that arrived are not the bytes that the chunk tree names. */
  CHUNK_ALTERED(Blame.SERVICE),
  /** A list of chunk hashes is not one of this format, root and length. */
  CHUNK_TREE_MALFORMED(Blame.SERVICE),
  /** Content is longer than a chunk tree may describe. */
  CONTENT_TOO_LONG(Blame.CALLER);

  private final Blame blame;

  TrustFault(Blame blame) {
    this.blame = blame;
  }

  @Override
  public Blame blame() {
    return blame;
  }
}
