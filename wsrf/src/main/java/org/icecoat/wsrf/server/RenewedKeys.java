package org.icecoat.wsrf.server;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509KeyManager;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Ends connections, each after an answer, that show another certificate than the server has now, so
 * that a client which keeps its connections sees a renewed one soon.
 */
final class RenewedKeys implements HttpConfiguration.Customizer {
  private final X509KeyManager keys;
  private final Runnable forgetSessions;
  private final AtomicReference<Certificate> last = new AtomicReference<>();

  /**
   * What watches the keys of one server.
   *
   * @param forgetSessions is run when another certificate is seen: sessions that began under the
   *     one before are not to be resumed
   */
  RenewedKeys(X509KeyManager keys, Runnable forgetSessions) {
    this.keys = keys;
    this.forgetSessions = forgetSessions;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    EndPoint.SslSessionData tls =
        request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
    if (tls != null && showsAnother(tls.sslSession())) {
      answer.put(HttpFields.CONNECTION_CLOSE);
    }
    return request;
  }

  private boolean showsAnother(SSLSession session) {
    Certificate[] shown = session.getLocalCertificates();
    if (shown == null || shown.length == 0) {
      return false;
    }
    X509Certificate now = current(shown[0].getPublicKey().getAlgorithm());
    if (now == null || now.equals(shown[0])) {
      return false;
    }
    if (!now.equals(last.getAndSet(now))) {
      forgetSessions.run();
    }
    return true;
  }

  private X509Certificate current(String keyType) {
    String alias = keys.chooseServerAlias(keyType, null, null);
    X509Certificate[] chain = alias == null ? null : keys.getCertificateChain(alias);
    return chain == null ? null : chain[0];
  }
}
