package org.icecoat.trust.evidence.endorsement;

import java.security.cert.X509Certificate;
import java.util.List;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.strength.CertificateStrength;

/**
 * Signatures of what leads to an accepted CA, and the keys that made them. How the accepted CA's
 * own certificate is signed is no matter: the site took it from the maker.
 */
final class WeaknessCheck {
  private WeaknessCheck() {}

  /** Judges how the certificate of an endorsement key is signed. */
  static void signature(X509Certificate certificate, List<Finding> found) {
    if (!CertificateStrength.stronglySigned(certificate)) {
      String detail = "'%s' is signed by %s";
      add(found, detail.formatted(name(certificate), certificate.getSigAlgName()));
    }
  }

  /** Judges the CAs of a path, the accepted one among them. */
  static void authorities(MakerPath path, List<Finding> found) {
    for (X509Certificate between : path.below().subList(1, path.below().size())) {
      signature(between, found);
      key(between, found);
    }
    key(path.authority(), found);
  }

  private static void key(X509Certificate authority, List<Finding> found) {
    if (!CertificateStrength.strong(authority.getPublicKey())) {
      add(found, "the key of the CA '%s'".formatted(name(authority)));
    }
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().toString();
  }

  private static void add(List<Finding> found, String detail) {
    found.add(new Finding(Reason.CERTIFICATE_WEAK, detail));
  }
}
