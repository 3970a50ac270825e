package org.icecoat.factory.node;

import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;

/** For whom a VM runs: the DN and the VO attributes that were proved when it was asked for. */
public record Owner(Dn dn, List<VoName> vos) {
  public Owner {
    vos = List.copyOf(vos);
  }
}
