package org.icecoat.service.access;

import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.trust.proxy.AuthenticatedCaller;

/**
 * Somebody whose certificate chain has been judged good, with the VO attributes proved.
 *
 * @param limited the caller used a limited proxy, which is good for moving data but not for running
 *     something
 */
public record Caller(Dn dn, List<VoName> vos, boolean limited) {
  public Caller {
    vos = List.copyOf(vos);
  }

  /** A caller with full rights. */
  public Caller(Dn dn, List<VoName> vos) {
    this(dn, vos, false);
  }

  public static Caller of(AuthenticatedCaller caller) {
    return new Caller(caller.dn(), caller.attributes(), caller.limited());
  }
}
