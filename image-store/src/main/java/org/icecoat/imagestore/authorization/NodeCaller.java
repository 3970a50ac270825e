package org.icecoat.imagestore.authorization;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;

/** A node that calls by its host certificate itself; made by {@link StorePolicy} alone. */
public final class NodeCaller {
  private final Dn dn;
  private final Sha256 tlsKey;

  NodeCaller(Dn dn, Sha256 tlsKey) {
    this.dn = dn;
    this.tlsKey = tlsKey;
  }

  public Dn dn() {
    return dn;
  }

  /** SHA-256 of the SubjectPublicKeyInfo of the key that it proved to have on this connection. */
  public Sha256 tlsKey() {
    return tlsKey;
  }

  @Override
  public String toString() {
    return dn.toString();
  }
}
