package org.icecoat.imagestore.confidential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.catalogue.RecoveryCopy;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.tpm.LoadableObject;

/**
 * The certificate of a key that is kept away from the store, and opens copies of images' keys when
 * the store's TPM does not reveal them any more.
 */
public final class RecoveryCertificate {
  static final String CIPHER = "RSA/ECB/OAEPPadding";
  private static final int LEAST_BITS = 3072;
  private static final String LABEL = "icecoat image key ";

  private final RSAPublicKey key;
  private final Sha256 digest;

  private RecoveryCertificate(RSAPublicKey key, Sha256 digest) {
    this.key = key;
    this.digest = digest;
  }

  /**
   * Reads a certificate in PEM; when it is valid and who signed it does not matter.
   *
   * @throws IllegalStateException if it is none, or not of an RSA key of 3072 bits or more
   */
  public static RecoveryCertificate read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return of(certificate);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "tpm.recovery: " + file + " is no certificate in PEM that can be read", e);
    }
  }

  static RecoveryCertificate of(X509Certificate certificate) throws CertificateEncodingException {
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() >= LEAST_BITS) {
      Octets der = Octets.of(certificate.getEncoded());
      return new RecoveryCertificate(rsa, Sha256.of(HashAlgorithm.SHA256.hash(der).bytes()));
    }
    throw new IllegalStateException(
        "tpm.recovery: the certificate's key must be RSA of at least " + LEAST_BITS + " bits");
  }

  /** SHA-256 of the certificate in DER. */
  public Sha256 digest() {
    return digest;
  }

  /** A copy of that image's key that goes with what the TPM has sealed, and with nothing else. */
  RecoveryCopy copy(byte[] secret, ImageId image, LoadableObject sealed) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key, padding(image, sealed));
      return new RecoveryCopy(digest, Octets.of(cipher.doFinal(secret)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has RSA-OAEP", e);
    }
  }

  /** The label (RFC 8017, 7.1.1) names the image and the sealed object. */
  static OAEPParameterSpec padding(ImageId image, LoadableObject sealed) {
    return labelled(LABEL + image + " " + digest(sealed));
  }

  /** As it was before copies named images. */
  static OAEPParameterSpec unboundPadding(LoadableObject sealed) {
    return labelled(LABEL + digest(sealed));
  }

  private static Sha256 digest(LoadableObject sealed) {
    return Sha256.of(HashAlgorithm.SHA256.hash(sealed.wire()).bytes());
  }

  private static OAEPParameterSpec labelled(String label) {
    return new OAEPParameterSpec(
        "SHA-256",
        "MGF1",
        MGF1ParameterSpec.SHA256,
        new PSource.PSpecified(label.getBytes(StandardCharsets.US_ASCII)));
  }
}
