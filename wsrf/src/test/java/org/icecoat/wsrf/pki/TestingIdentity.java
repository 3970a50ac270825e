package org.icecoat.wsrf.pki;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.icecoat.wsrf.tls.TlsMaterial;

/** A key, its chain, and the CAs that its holder trusts. */
public record TestingIdentity(
    PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted) {
  private static final char[] PASSWORD = "test".toCharArray();

  public TlsMaterial tls() throws GeneralSecurityException, IOException {
    return new TlsMaterial(keys(), trust());
  }

  public X509KeyManager keys() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", key, PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, PASSWORD);
    return (X509KeyManager) factory.getKeyManagers()[0];
  }

  /** A plain trust manager, as grid libraries offer it: it looks at no host names. */
  public X509TrustManager trust() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate ca : trusted) {
      store.setCertificateEntry(ca.getSubjectX500Principal().getName(), ca);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return new PlainTrust((X509TrustManager) factory.getTrustManagers()[0]);
  }

  /** Writes key, certificate and CA as {@code key.pem}, {@code cert.pem} and {@code ca.pem}. */
  public void writeTo(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("key.pem"), pem(new PemObject("PRIVATE KEY", key.getEncoded())));
    Files.writeString(folder.resolve("cert.pem"), pem(chain.get(0)));
    Files.writeString(folder.resolve("ca.pem"), pem(trusted.get(0)));
  }

  private static String pem(Object what) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(what);
    }
    return text.toString();
  }
}
