package org.icecoat.trust.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.icecoat.trust.testing.TestingKeyManager;
import org.icecoat.trust.testing.TestingSwtpm;
import org.icecoat.trust.testing.TestingTpmMaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, and certificates made by BouncyCastle, with a key in a TPM. */
class ResidentTlsIT {
  @TempDir private static Path folder;
  private static TestingSwtpm machine;
  private static Tpm tpm;
  private static PrivateKey privateKey;
  private static PublicKey publicKey;

  @BeforeAll
  static void open() {
    machine = TestingTpmMaker.in(folder).manufacture("node1");
    tpm = machine.open();
    TpmProvider.install();
    LoadableObject key = tpm.createSigningKey();
    privateKey = TpmProvider.privateKey(tpm, key);
    publicKey = key.publicArea().publicKey();
  }

  @AfterAll
  static void close() {
    Security.removeProvider(TpmProvider.NAME);
    tpm.close();
    machine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void both_ends_of_tls_keep_their_keys_in_the_tpm(String version) throws Exception {
    SSLContext context = context(selfSigned());
    try (SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setNeedClientAuth(true);
      CompletableFuture<Integer> received = CompletableFuture.supplyAsync(() -> accept(server));
      try (SSLSocket client =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(server.getInetAddress(), server.getLocalPort())) {
        client.setEnabledProtocols(new String[] {version});
        client.getOutputStream().write(42);
        assertThat(received.join()).isEqualTo(42);
        assertThat(client.getSession().getProtocol()).isEqualTo(version);
        assertThat(client.getSession().getPeerCertificates()[0].getPublicKey())
            .isEqualTo(publicKey);
      }
    }
  }

  private static int accept(SSLServerSocket server) {
    try (SSLSocket socket = (SSLSocket) server.accept()) {
      int read = socket.getInputStream().read();
      assertThat(socket.getSession().getPeerCertificates()).hasSize(1);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static X509Certificate selfSigned()
      throws OperatorCreationException, GeneralSecurityException {
    Instant now = Instant.now();
    X500Principal name = new X500Principal("CN=node1");
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofHours(1))),
            name,
            publicKey);
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(privateKey)));
  }

  private static SSLContext context(X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setCertificateEntry("peer", certificate);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new TestingKeyManager(privateKey, certificate)},
        trust.getTrustManagers(),
        null);
    return context;
  }
}
