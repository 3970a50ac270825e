package org.icecoat.wsrf.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Any validator of certificate chains, and the check that a server's certificate names the host
 * that was dialled. Clients of plain {@code X509TrustManager}s leave that check out.
 */
final class HostNameTrustManager extends X509ExtendedTrustManager {
  private final X509TrustManager chains;

  HostNameTrustManager(X509TrustManager chains) {
    this.chains = chains;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    if (chains instanceof X509ExtendedTrustManager extended) {
      extended.checkServerTrusted(chain, type, engine);
    } else {
      chains.checkServerTrusted(chain, type);
    }
    check(chain, engine.getHandshakeSession());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    if (chains instanceof X509ExtendedTrustManager extended) {
      extended.checkServerTrusted(chain, type, socket);
    } else {
      chains.checkServerTrusted(chain, type);
    }
    if (!(socket instanceof SSLSocket tls)) {
      throw new CertificateException("The host that was dialled is not known");
    }
    check(chain, tls.getHandshakeSession());
  }

  private static void check(X509Certificate[] chain, SSLSession session)
      throws CertificateException {
    String host = session == null ? null : session.getPeerHost();
    if (host == null) {
      throw new CertificateException("The host that was dialled is not known");
    }
    if (!HostNames.covers(chain[0], host)) {
      throw new CertificateException(
          "The server's certificate is for " + HostNames.of(chain[0]) + ", not for " + host);
    }
  }

  /** Without a connection nothing says which host was dialled. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("The host that was dialled is not known");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    chains.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    chains.checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    chains.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return chains.getAcceptedIssuers();
  }
}
