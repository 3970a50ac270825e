package org.icecoat.trust.evidence.endorsement;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.icecoat.trust.strength.CertificateStrength;
import org.icecoat.trust.structure.Octets;

/** A list of certificates that a CA has revoked (RFC 5280, section 5). Immutable. */
final class RevocationList {
  private static final String DISTRIBUTION_POINT = "2.5.29.28";
  private static final int CRL_SIGN = 6;

  private final X509CRL crl;

  private RevocationList(X509CRL crl) {
    this.crl = crl;
  }

  /**
   * Reads lists, in PEM or in DER.
   *
   * @throws CRLException if there is something else, or nothing
   */
  static List<RevocationList> read(Octets bytes) throws CRLException {
    try {
      List<RevocationList> lists =
          CertificateFactory.getInstance("X.509")
              .generateCRLs(new ByteArrayInputStream(bytes.bytes()))
              .stream()
              .map(each -> new RevocationList((X509CRL) each))
              .toList();
      if (lists.isEmpty()) {
        throw new CRLException("it holds no list");
      }
      return lists;
    } catch (CertificateException e) {
      throw new CRLException("This Java reads no lists", e);
    }
  }

  String issuer() {
    return crl.getIssuerX500Principal().toString();
  }

  Instant begins() {
    return crl.getThisUpdate().toInstant();
  }

  /** When the next one is due; empty if the list does not say, against RFC 5280, 5.1.2.5. */
  Optional<Instant> ends() {
    return Optional.ofNullable(crl.getNextUpdate()).map(Date::toInstant);
  }

  /**
   * Whether it says of whom it speaks in a way that is understood here: changes to another list,
   * lists of other CAs' certificates and those of a few reasons are not.
   */
  boolean understood() {
    Set<String> critical = crl.getCriticalExtensionOIDs();
    if (critical != null && !Set.of(DISTRIBUTION_POINT).containsAll(critical)) {
      return false;
    }
    try {
      return scope()
          .map(
              point ->
                  !point.isIndirectCRL()
                      && !point.onlyContainsAttributeCerts()
                      && point.getOnlySomeReasons() == null)
          .orElse(true);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return false;
    }
  }

  private Optional<IssuingDistributionPoint> scope() {
    return Optional.ofNullable(crl.getExtensionValue(DISTRIBUTION_POINT))
        .map(value -> ASN1OctetString.getInstance(value).getOctets())
        .map(IssuingDistributionPoint::getInstance);
  }

  /** Names the part of a CA's certificates of which it speaks: one CA may give several. */
  Octets part() {
    byte[] value = crl.getExtensionValue(DISTRIBUTION_POINT);
    return value == null ? Octets.EMPTY : Octets.of(value);
  }

  /** Whether it speaks of such certificates. */
  boolean concerns(boolean authorities) {
    return scope()
        .map(point -> authorities ? !point.onlyContainsUserCerts() : !point.onlyContainsCACerts())
        .orElse(true);
  }

  boolean signedBy(X509Certificate authority) {
    boolean[] usage = authority.getKeyUsage();
    if (!crl.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
        || (usage != null && !usage[CRL_SIGN])) {
      return false;
    }
    try {
      crl.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Nobody can have made another one of the same signature, as with SHA-1. */
  boolean stronglySigned() {
    return CertificateStrength.stronglySigned(crl);
  }

  boolean revokes(BigInteger serial) {
    return crl.getRevokedCertificate(serial) != null;
  }

  /** The later one of two. */
  RevocationList newer(RevocationList other) {
    return other.begins().isAfter(begins()) ? other : this;
  }
}
