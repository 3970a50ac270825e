package org.icecoat.trust.proxy;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** The certificate of a person or host: no CA's, and made for this side of TLS if it says so. */
final class EndEntityCheck {
  private EndEntityCheck() {}

  static List<Finding> findings(X509Certificate certificate, int position, KeyPurposeId purpose) {
    List<Finding> findings = new ArrayList<>();
    if (certificate.getBasicConstraints() >= 0) {
      findings.add(new Finding(RefusalReason.CA_AS_CALLER, position, "basic constraints say CA"));
    }
    if (certificate.getSubjectX500Principal().getName().isEmpty()) {
      findings.add(new Finding(RefusalReason.MALFORMED, position, "the subject is empty"));
    }
    List<String> purposes = purposes(certificate);
    if (purposes != null
        && !purposes.contains(purpose.getId())
        && !purposes.contains(KeyPurposeId.anyExtendedKeyUsage.getId())) {
      findings.add(
          new Finding(RefusalReason.WRONG_USAGE, position, "extended key usage " + purposes));
    }
    return findings;
  }

  private static List<String> purposes(X509Certificate certificate) {
    try {
      return certificate.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      throw new IllegalArgumentException("The extended key usage cannot be read", e);
    }
  }
}
