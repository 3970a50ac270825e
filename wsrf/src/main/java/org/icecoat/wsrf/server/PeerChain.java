package org.icecoat.wsrf.server;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.icecoat.wsrf.call.CallerRefusedException;

/** The certificates that a peer showed when its connection was made. */
final class PeerChain {
  private PeerChain() {}

  /**
   * The peer's own certificate first.
   *
   * @param shown null if there was no TLS, or no certificate
   */
  static List<X509Certificate> of(Certificate[] shown) throws CallerRefusedException {
    if (shown == null || shown.length == 0) {
      throw new CallerRefusedException("A client certificate is needed");
    }
    return Arrays.stream(shown).map(X509Certificate.class::cast).toList();
  }
}
