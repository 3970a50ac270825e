package org.icecoat.factory.authorization;

import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;

/** Somebody whose certificate chain has been judged good, with the VO attributes proved. */
public record Caller(Dn dn, List<VoName> vos) {
  public Caller {
    vos = List.copyOf(vos);
  }
}
