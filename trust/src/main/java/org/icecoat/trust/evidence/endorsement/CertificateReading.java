package org.icecoat.trust.evidence.endorsement;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireReader;

/** X.509 certificates as they lie in NV: one DER value, perhaps followed by padding. */
final class CertificateReading {
  private static final int LONGEST = 8192;
  private static final int SEQUENCE = 0x30;
  private static final int TWO_LENGTH_BYTES = 0x82;
  private static final int HEAD_BYTES = 4;
  private static final int ERASED = 0xff;

  private CertificateReading() {}

  /**
   * Reads a certificate, its padding of zeros or of ones (0xff) apart. A SET in another order than
   * DER wants is accepted: makers write such, and the signature covers the bytes as they are.
   *
   * @throws CertificateException if it is none
   */
  static X509Certificate read(Octets der) throws CertificateException {
    if (der.length() > LONGEST) {
      throw new CertificateException("%d bytes, at most %d".formatted(der.length(), LONGEST));
    }
    Octets value = withoutPadding(der);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(value.bytes()));
  }

  /** Every certificate of that kind is from 256 to 65535 bytes long, so has such a head. */
  static Octets withoutPadding(Octets der) throws CertificateException {
    if (der.length() < HEAD_BYTES || der.at(0) != SEQUENCE || der.at(1) != TWO_LENGTH_BYTES) {
      throw new CertificateException("It does not begin as a certificate does");
    }
    int length = HEAD_BYTES + WireReader.of(der.slice(2, HEAD_BYTES), "A length").u16();
    if (length > der.length()) {
      throw new CertificateException(
          "It ends after %d of %d bytes".formatted(der.length(), length));
    }
    Octets padding = der.slice(length, der.length());
    if (!padding.isAll(0) && !padding.isAll(ERASED)) {
      throw new CertificateException("Something other than padding follows it");
    }
    return der.slice(0, length);
  }
}
