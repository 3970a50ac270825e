package org.icecoat.imagestore.authorization;

import org.icecoat.domain.identity.Dn;

/** Someone who may know who got keys; made by {@link StorePolicy} alone. */
public final class Overseer {
  private final Dn dn;

  Overseer(Dn dn) {
    this.dn = dn;
  }

  @Override
  public String toString() {
    return dn.toString();
  }
}
