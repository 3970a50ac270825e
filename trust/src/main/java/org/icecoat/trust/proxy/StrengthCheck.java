package org.icecoat.trust.proxy;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.credential.ProxyChain;
import org.icecoat.trust.strength.CertificateStrength;

/**
 * Keys and signature algorithms: what JSSE's own trust manager would ask by {@code
 * jdk.certpath.disabledAlgorithms}, as JSSE asks nothing of ours.
 */
final class StrengthCheck implements ChainCheck {
  @Override
  public List<Finding> findings(ProxyChain chain) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < chain.certificates().size(); i++) {
      X509Certificate certificate = chain.certificates().get(i);
      if (!CertificateStrength.strong(certificate.getPublicKey())) {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        findings.add(new Finding(RefusalReason.WEAK_KEY, i, "key of kind " + algorithm));
      }
      if (!selfIssued(certificate) && !CertificateStrength.stronglySigned(certificate)) {
        String algorithm = certificate.getSigAlgName();
        findings.add(new Finding(RefusalReason.WEAK_SIGNATURE, i, "signed by " + algorithm));
      }
    }
    return findings;
  }

  /** A root: trusted because it is in the directory, whatever it signed itself with. */
  private static boolean selfIssued(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0
        && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
