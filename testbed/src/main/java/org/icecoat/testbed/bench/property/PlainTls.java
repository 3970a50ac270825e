package org.icecoat.testbed.bench.property;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.icecoat.trust.credential.PassphraseSource;
import org.icecoat.trust.credential.PemCredential;

/** TLS with one key and one authority as the JDK does it, without the checks of a grid. */
record PlainTls(KeyManager keys, TrustManager trust) {
  private static final char[] NO_PASSWORD = {};

  static PlainTls of(Path certificate, Path key, Path authority)
      throws GeneralSecurityException, IOException {
    PemCredential credential = PemCredential.read(certificate, key, PassphraseSource.NONE);
    KeyStore own = empty();
    Certificate[] chain = {credential.leaf()};
    own.setKeyEntry("own", credential.key(), NO_PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(own, NO_PASSWORD);
    KeyStore trusted = empty();
    trusted.setCertificateEntry("authority", certificate(authority));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    return new PlainTls(keys.getKeyManagers()[0], trust.getTrustManagers()[0]);
  }

  SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
    return context;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Certificate certificate(Path file) throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
