package org.icecoat.wsrf.call;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Makes a caller of the peer's certificate chain. It is asked for <em>every</em> request, because
 * resumed sessions and long connections outlive revocations and proxies: cache what is slow.
 */
@FunctionalInterface
public interface PeerAuthenticator<C> {
  /**
   * Judges one peer.
   *
   * @param chain the peer's own certificate first; never empty
   * @throws CallerRefusedException with a plain reason that the client may read
   */
  C authenticate(List<X509Certificate> chain) throws CallerRefusedException;
}
