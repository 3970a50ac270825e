package org.icecoat.trust.proxy;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** JSSE's view of {@link CallerAuthenticator}, for servers that ask for client certificates. */
final class CallerTrust extends X509ExtendedTrustManager {
  private static final X509Certificate[] ANY_ISSUER = {};

  private final CallerAuthenticator authenticator;

  CallerTrust(CallerAuthenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (authenticator.judgeAfresh(chain) instanceof CallerVerdict.Refused refused) {
      throw new CertificateException(refused.plain());
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
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
