package org.icecoat.trust.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/** The certificates and private keys of one PEM file, in its order. */
final class PemReading {
  private final Path file;
  private final PassphraseSource passphrases;
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<PrivateKey> keys = new ArrayList<>();

  private PemReading(Path file, PassphraseSource passphrases) {
    this.file = file;
    this.passphrases = passphrases;
  }

  /**
   * Reads everything in the file.
   *
   * @param file the name for messages; {@code content} is what it holds
   * @throws TrustException CREDENTIAL_UNREADABLE or PASSPHRASE_WRONG
   */
  static PemReading of(Path file, byte[] content, PassphraseSource passphrases) {
    PemReading reading = new PemReading(file, passphrases);
    try (PEMParser parser =
        new PEMParser(
            new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.US_ASCII))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        reading.take(part);
      }
      return reading;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new TrustException(
          TrustFault.CREDENTIAL_UNREADABLE, file + " is no valid PEM file; make it again", e);
    }
  }

  List<X509Certificate> certificates() {
    return certificates;
  }

  /**
   * The only private key.
   *
   * @throws TrustException CREDENTIAL_UNREADABLE, if there is none or more than one
   */
  PrivateKey key() {
    if (keys.size() != 1) {
      throw new TrustException(
          TrustFault.CREDENTIAL_UNREADABLE,
          "%s holds %d private keys, expected one".formatted(file, keys.size()));
    }
    return keys.get(0);
  }

  private void take(Object part)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    if (part instanceof X509CertificateHolder holder) {
      certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
    } else if (part instanceof PrivateKeyInfo info) {
      keys.add(privateKey(info));
    } else if (part instanceof PEMKeyPair pair) {
      keys.add(privateKey(pair.getPrivateKeyInfo()));
    } else if (part instanceof PKCS8EncryptedPrivateKeyInfo
        || part instanceof PEMEncryptedKeyPair) {
      char[] passphrase = passphrases.passphrase();
      try {
        keys.add(privateKey(decrypted(part, passphrase)));
      } finally {
        Arrays.fill(passphrase, '\0');
      }
    }
  }

  /** A key of the Java platform and not of BouncyCastle, as JSSE handles the former best. */
  private static PrivateKey privateKey(PrivateKeyInfo info)
      throws IOException, GeneralSecurityException {
    boolean elliptic =
        info.getPrivateKeyAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey);
    return KeyFactory.getInstance(elliptic ? "EC" : "RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
  }

  private PrivateKeyInfo decrypted(Object part, char[] passphrase)
      throws OperatorCreationException {
    try {
      if (part instanceof PKCS8EncryptedPrivateKeyInfo info) {
        return info.decryptPrivateKeyInfo(
            new JceOpenSSLPKCS8DecryptorProviderBuilder()
                .setProvider(new BouncyCastleProvider())
                .build(passphrase));
      }
      return ((PEMEncryptedKeyPair) part)
          .decryptKeyPair(
              new JcePEMDecryptorProviderBuilder()
                  .setProvider(new BouncyCastleProvider())
                  .build(passphrase))
          .getPrivateKeyInfo();
    } catch (PKCSException | IOException e) {
      throw new TrustException(
          TrustFault.PASSPHRASE_WRONG,
          "The passphrase does not open the private key in " + file + "; try again",
          e);
    }
  }
}
