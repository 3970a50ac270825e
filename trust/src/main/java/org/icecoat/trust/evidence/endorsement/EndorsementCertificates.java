package org.icecoat.trust.evidence.endorsement;

import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Octets;

/**
 * Judges certificates of endorsement keys against the makers of TPMs that a site accepts.
 * Revocation is not asked for: makers hardly publish any; remove the CA instead. Immutable.
 */
public final class EndorsementCertificates {
  private static final int MOST_BETWEEN = 4;

  private final Map<X509Certificate, Maker> makers = new HashMap<>();
  private final Set<TrustAnchor> anchors;
  private final boolean afterEnd;

  public EndorsementCertificates(Collection<Maker> accepted) {
    this(accepted, false);
  }

  private EndorsementCertificates(Collection<Maker> accepted, boolean afterEnd) {
    this.afterEnd = afterEnd;
    accepted.forEach(
        maker -> maker.authorities().forEach(authority -> makers.put(authority, maker)));
    this.anchors =
        makers.keySet().stream()
            .map(authority -> new TrustAnchor(authority, null))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A judge by the same makers for whom a certificate goes on to be right when it has expired, and
   * so do the makers' own; all that is above it had to be valid at its end.
   */
  public EndorsementCertificates evenExpired() {
    return new EndorsementCertificates(makers.values(), true);
  }

  /**
   * Whether a CA that vouched once for a TPM of that class does so still: its certificate is among
   * those of the makers, and not of a maker whose TPMs are less than that.
   *
   * @param voucher SHA-256 of its certificate
   */
  public boolean vouches(Sha256 voucher, TpmClass tpmClass) {
    return makers.entrySet().stream()
        .filter(each -> Fingerprint.of(each.getKey()).equals(voucher))
        .map(each -> each.getValue().tpmClass())
        .anyMatch(now -> now == tpmClass || tpmClass == TpmClass.EMULATED);
  }

  /**
   * Judges a certificate.
   *
   * @param der X.509 as read from NV, padding and all
   * @param between X.509 of CAs between it and the maker's, as the node sent them; at most four
   * @param at when it, and all above it, have to be valid
   */
  public Verdict<EndorsementKey> judge(Octets der, List<Octets> between, Instant at) {
    if (between.size() > MOST_BETWEEN) {
      return Verdict.refused(
          Reason.CERTIFICATE_MALFORMED, between.size() + " CAs in between, at most four");
    }
    X509Certificate certificate;
    List<X509Certificate> others = new ArrayList<>();
    try {
      certificate = CertificateReading.read(der);
      for (Octets each : between) {
        others.add(CertificateReading.read(each));
      }
    } catch (CertificateException e) {
      return Verdict.refused(Reason.CERTIFICATE_MALFORMED, e.getMessage());
    }
    return judge(certificate, others, at);
  }

  private Verdict<EndorsementKey> judge(
      X509Certificate certificate, List<X509Certificate> between, Instant at) {
    List<Finding> found = new ArrayList<>();
    ProfileCheck.judge(certificate, found);
    Instant valid = validity(certificate, at, found);
    X509Certificate authority = path(certificate, between, valid, found);
    Maker maker = makers.get(authority);
    if (authority != null) {
      validity(authority, at, found);
      manufacturer(certificate, maker, found);
    }
    return found.isEmpty()
        ? new Verdict.Accepted<>(
            new EndorsementKey(
                certificate, ProfileCheck.identity(certificate).orElseThrow(), maker, authority))
        : new Verdict.Refused<>(found);
  }

  private X509Certificate path(
      X509Certificate certificate, List<X509Certificate> between, Instant at, List<Finding> found) {
    if (anchors.isEmpty()) {
      found.add(new Finding(Reason.MAKER_UNKNOWN, "no maker is accepted"));
      return null;
    }
    return MakerPath.find(certificate, between, anchors, at, found);
  }

  /** Judges the dates and gives the nearest instant at which other things can be judged. */
  private Instant validity(X509Certificate certificate, Instant at, List<Finding> found) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    String subject = "'%s'".formatted(certificate.getSubjectX500Principal());
    if (at.isBefore(from)) {
      found.add(new Finding(Reason.CERTIFICATE_NOT_YET_VALID, subject + " begins " + from));
      return from;
    }
    if (at.isAfter(to)) {
      if (!afterEnd) {
        found.add(new Finding(Reason.CERTIFICATE_EXPIRED, subject + " ended " + to));
      }
      return to;
    }
    return at;
  }

  private static void manufacturer(X509Certificate certificate, Maker maker, List<Finding> found) {
    ProfileCheck.identity(certificate)
        .filter(identity -> !maker.manufacturers().isEmpty())
        .filter(identity -> !maker.manufacturers().contains(identity.manufacturer()))
        .ifPresent(
            identity ->
                found.add(
                    new Finding(
                        Reason.MANUFACTURER_DIFFERS,
                        "%s by the CA of %s".formatted(identity.manufacturer(), maker.name()))));
  }
}
