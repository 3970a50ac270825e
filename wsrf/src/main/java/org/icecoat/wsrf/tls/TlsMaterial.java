package org.icecoat.wsrf.tls;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/** One side's key and whom it trusts. Both may change their answers over time. */
public record TlsMaterial(X509KeyManager keys, X509TrustManager trust) {
  /** A context for TLS 1.2 and 1.3 over this material. */
  public SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, new SecureRandom());
    return context;
  }

  /** The same keys, trusting a server only if its certificate names the host that was dialled. */
  public TlsMaterial checkingHostNames() {
    return new TlsMaterial(keys, new HostNameTrustManager(trust));
  }

  @Override
  public String toString() {
    return "TlsMaterial[***]";
  }
}
