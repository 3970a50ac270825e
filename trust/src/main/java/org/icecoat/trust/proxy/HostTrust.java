package org.icecoat.trust.proxy;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges servers for JSSE's clients. The host name is checked always, whether or not the client has
 * switched endpoint identification on; where it is not known, the server is refused.
 */
final class HostTrust extends X509ExtendedTrustManager implements HostJudge {
  private static final Logger LOG = LoggerFactory.getLogger(HostTrust.class);
  private static final X509Certificate[] ANY_ISSUER = {};

  private final ChainJudge judge;

  HostTrust(ChainJudge judge) {
    this.judge = judge;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    SSLSession session = socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
    check(chain, session == null ? null : session.getPeerHost());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    SSLSession session = engine == null ? null : engine.getHandshakeSession();
    check(chain, session == null ? null : session.getPeerHost());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    check(chain, null);
  }

  private void check(X509Certificate[] chain, String host) throws CertificateException {
    List<Finding> findings = findings(host, chain);
    if (!findings.isEmpty()) {
      CallerVerdict.Refused refused = new CallerVerdict.Refused(findings);
      LOG.info("Refused the server {}: {}", host, refused.detailed());
      throw new CertificateException(refused.plain());
    }
  }

  @Override
  public List<Finding> findings(String host, X509Certificate... chain) {
    List<Finding> findings = new ArrayList<>(judge.judge(chain).findings());
    boolean named = chain.length > 0 && host != null && HostName.matches(host, chain[0]);
    if (!named && findings.stream().allMatch(each -> each.reason().isOfTime())) {
      findings.add(new Finding(RefusalReason.WRONG_HOST, 0, "not a certificate for " + host));
    }
    return findings;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("This trust manager judges servers, not callers");
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
  public X509Certificate[] getAcceptedIssuers() {
    return ANY_ISSUER;
  }
}
