package org.icecoat.imagestore.authorization;

import org.icecoat.domain.identity.Dn;

/** Someone who may say by what nodes are judged; made by {@link StorePolicy} alone. */
public final class Administrator {
  private final Dn dn;

  Administrator(Dn dn) {
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
