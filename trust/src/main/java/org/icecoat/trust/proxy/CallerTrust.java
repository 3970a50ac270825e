package org.icecoat.trust.proxy;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * JSSE's part of knowing callers: a handshake passes for each peer that proves to have the key of
 * the certificate that it shows, whatever that certificate is worth. Who the peer is, and whether
 * that is anybody here, says {@link CallerAuthenticator} for each request: an alert of TLS has no
 * words for it.
 */
final class CallerTrust extends X509ExtendedTrustManager {
  private static final X509Certificate[] ANY_ISSUER = {};

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    // Judged for each request.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    // Judged for each request.
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    // Judged for each request.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("This trust manager judges callers, not servers");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  /** None: a proxy's issuer is its owner, so a list of CAs would make clients hold it back. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return ANY_ISSUER;
  }
}
