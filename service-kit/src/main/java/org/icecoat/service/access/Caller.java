package org.icecoat.service.access;

import java.util.List;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.trust.proxy.AuthenticatedCaller;

/**
 * Somebody whose certificate chain has been judged good, with the VO attributes proved.
 *
 * @param credential what was shown
 */
public record Caller(Dn dn, List<VoName> vos, Credential credential) {
  /** With what somebody calls. */
  public enum Credential {
    /** The certificate itself; its key is at the caller's. */
    CERTIFICATE,
    /** A proxy, which others may hold who act for its owner. */
    PROXY,
    /** A limited proxy, which is good for moving data but not for running something. */
    LIMITED_PROXY
  }

  public Caller {
    vos = List.copyOf(vos);
  }

  /** A caller by the certificate itself. */
  public Caller(Dn dn, List<VoName> vos) {
    this(dn, vos, Credential.CERTIFICATE);
  }

  public boolean limited() {
    return credential == Credential.LIMITED_PROXY;
  }

  public boolean byProxy() {
    return credential != Credential.CERTIFICATE;
  }

  public static Caller of(AuthenticatedCaller caller) {
    return new Caller(caller.dn(), caller.attributes(), credential(caller));
  }

  private static Credential credential(AuthenticatedCaller caller) {
    if (caller.limited()) {
      return Credential.LIMITED_PROXY;
    }
    return caller.byProxy() ? Credential.PROXY : Credential.CERTIFICATE;
  }
}
