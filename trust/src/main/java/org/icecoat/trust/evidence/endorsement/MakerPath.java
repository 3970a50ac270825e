package org.icecoat.trust.evidence.endorsement;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;

/**
 * PKIX (RFC 5280) from an endorsement key's certificate to an accepted CA; what the CAs have
 * revoked is judged by {@link RevocationCheck}.
 *
 * @param below the certificate of the endorsement key, and those between it and the CA
 * @param authority the accepted CA
 */
record MakerPath(List<X509Certificate> below, X509Certificate authority) {
  private static final int LONGEST_PATH = 4;

  MakerPath {
    below = List.copyOf(below);
  }

  /**
   * The path, or null with a finding.
   *
   * @param between certificates of CAs in between, which nobody vouches for
   */
  static MakerPath find(
      X509Certificate certificate,
      Collection<X509Certificate> between,
      Set<TrustAnchor> anchors,
      Instant at,
      List<Finding> found) {
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, selector(certificate));
      parameters.addCertStore(
          CertStore.getInstance(
              "Collection", new CollectionCertStoreParameters(List.copyOf(between))));
      parameters.setRevocationEnabled(false);
      parameters.setMaxPathLength(LONGEST_PATH);
      parameters.setDate(Date.from(at));
      PKIXCertPathBuilderResult result =
          (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
      return new MakerPath(
          result.getCertPath().getCertificates().stream().map(X509Certificate.class::cast).toList(),
          result.getTrustAnchor().getTrustedCert());
    } catch (CertPathBuilderException e) {
      found.add(
          new Finding(
              reason(e, certificate, anchors), "issuer " + certificate.getIssuerX500Principal()));
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no PKIX", e);
    }
  }

  private static X509CertSelector selector(X509Certificate certificate) {
    X509CertSelector selector = new X509CertSelector();
    selector.setCertificate(certificate);
    return selector;
  }

  private static Reason reason(
      CertPathBuilderException failure, X509Certificate certificate, Set<TrustAnchor> anchors) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathValidatorException validation) {
        if (validation.getReason() == BasicReason.EXPIRED) {
          return Reason.CERTIFICATE_EXPIRED;
        }
        if (validation.getReason() == BasicReason.NOT_YET_VALID) {
          return Reason.CERTIFICATE_NOT_YET_VALID;
        }
      }
    }
    return claimsAnchor(certificate, anchors) ? Reason.CERTIFICATE_FORGED : Reason.MAKER_UNKNOWN;
  }

  /** Whether an accepted CA is named as the issuer and none of that name has signed. */
  private static boolean claimsAnchor(X509Certificate certificate, Set<TrustAnchor> anchors) {
    List<X509Certificate> named =
        anchors.stream()
            .map(TrustAnchor::getTrustedCert)
            .filter(ca -> ca.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
            .toList();
    return !named.isEmpty() && named.stream().noneMatch(ca -> signed(certificate, ca));
  }

  private static boolean signed(X509Certificate certificate, X509Certificate authority) {
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
