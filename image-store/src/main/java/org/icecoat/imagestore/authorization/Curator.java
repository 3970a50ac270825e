package org.icecoat.imagestore.authorization;

import org.icecoat.domain.identity.Dn;

/** Someone who may change what the store holds; made by {@link StorePolicy} alone. */
public final class Curator {
  private final Dn dn;

  Curator(Dn dn) {
    this.dn = dn;
  }

  public Dn dn() {
    return dn;
  }

  @Override
  public String toString() {
    return dn.toString();
  }
}
