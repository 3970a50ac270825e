package org.icecoat.imagestore.authorization;

import org.icecoat.domain.identity.Dn;

/** Someone who may read the content of images; made by {@link StorePolicy} alone. */
public final class Reader {
  private final Dn dn;

  Reader(Dn dn) {
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
