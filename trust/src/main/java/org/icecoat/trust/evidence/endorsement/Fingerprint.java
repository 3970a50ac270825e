package org.icecoat.trust.evidence.endorsement;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;

/** By what CAs are named: SHA-256 of their certificates. */
final class Fingerprint {
  private Fingerprint() {}

  static Sha256 of(X509Certificate certificate) {
    try {
      Octets der = Octets.of(certificate.getEncoded());
      return Sha256.of(HashAlgorithm.SHA256.hash(der).bytes());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("A CA's certificate has no encoding", e);
    }
  }
}
