package org.icecoat.trust.evidence.endorsement;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.Octets;

/**
 * Judges certificates of endorsement keys against the makers of TPMs that a site accepts, and what
 * these have revoked. For any number of threads.
 */
public final class EndorsementCertificates {
  private static final int MOST_BETWEEN = 4;

  private final Map<X509Certificate, Maker> makers = new HashMap<>();
  private final Set<TrustAnchor> anchors;
  private final MakerRevocations revocations;
  private final boolean afterEnd;

  /** By makers of whom nothing is known to be revoked. */
  public EndorsementCertificates(Collection<Maker> accepted) {
    this(accepted, MakerRevocations.none());
  }

  public EndorsementCertificates(Collection<Maker> accepted, MakerRevocations revocations) {
    this(accepted, revocations, false);
  }

  /**
   * By what lies in a store of makers now.
   *
   * @throws org.icecoat.trust.TrustException TRUST_ANCHORS_UNREADABLE
   */
  public static EndorsementCertificates in(Path store) {
    List<Maker> makers = MakerStore.read(store);
    return new EndorsementCertificates(makers, MakerRevocations.in(store, makers));
  }

  private EndorsementCertificates(
      Collection<Maker> accepted, MakerRevocations revocations, boolean afterEnd) {
    this.revocations = revocations;
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
   * so do the makers' own; all that is above it had to be valid at its end. Lists of what was
   * revoked have to count all the same.
   */
  public EndorsementCertificates evenExpired() {
    return new EndorsementCertificates(makers.values(), revocations, true);
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
   * What lists of makers have against a CA that vouched for a TPM once, if it is still there.
   *
   * @param voucher SHA-256 of its certificate
   */
  public List<Finding> revoked(Sha256 voucher, Instant at) {
    return revoked(voucher, Optional.empty(), at);
  }

  /** The same, and what its own lists have against a certificate with that number. */
  public List<Finding> revoked(Sha256 voucher, BigInteger serial, Instant at) {
    return revoked(voucher, Optional.of(serial), at);
  }

  private List<Finding> revoked(Sha256 voucher, Optional<BigInteger> serial, Instant at) {
    List<Finding> found = new ArrayList<>();
    makers.forEach(
        (authority, maker) -> {
          if (Fingerprint.of(authority).equals(voucher)) {
            RevocationCheck check = revocation(maker, at);
            serial.ifPresent(number -> check.number(number, authority));
            check.authority(authority);
            found.addAll(check.found());
          }
        });
    return found;
  }

  private RevocationCheck revocation(Maker maker, Instant at) {
    return new RevocationCheck(maker, revocations.of(maker), at);
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
    WeaknessCheck.signature(certificate, found);
    Instant valid = validity(certificate, at, found);
    MakerPath path = path(certificate, between, valid, found);
    if (path == null) {
      return new Verdict.Refused<>(found);
    }
    Maker maker = makers.get(path.authority());
    validity(path.authority(), at, found);
    WeaknessCheck.authorities(path, found);
    manufacturer(certificate, maker, found);
    RevocationCheck revocation = revocation(maker, at);
    revocation.path(path);
    found.addAll(revocation.found());
    return found.isEmpty()
        ? new Verdict.Accepted<>(
            new EndorsementKey(
                ProfileCheck.identity(certificate).orElseThrow(), maker, path, revocation.listed()))
        : new Verdict.Refused<>(found);
  }

  private MakerPath path(
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
