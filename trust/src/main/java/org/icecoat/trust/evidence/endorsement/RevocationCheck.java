package org.icecoat.trust.evidence.endorsement;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.Reason;

/**
 * Whether a maker has revoked a certificate, or one of a CA above it. That there is no list is no
 * finding, as many makers give none; that there is one which does not count any more, or which no
 * CA of the maker has signed, is.
 */
final class RevocationCheck {
  private final MakerLists lists;
  private final Maker maker;
  private final Instant at;
  private final List<Finding> found = new ArrayList<>();
  private Optional<Instant> listed = Optional.empty();

  /**
   * A check.
   *
   * @param at when the lists have to count
   */
  RevocationCheck(Maker maker, MakerLists lists, Instant at) {
    this.maker = maker;
    this.lists = lists;
    this.at = at;
    for (String issuer : lists.unusable()) {
      found.add(
          new Finding(
              Reason.REVOCATION_LIST_UNUSABLE, "'%s' beside %s".formatted(issuer, maker.name())));
    }
  }

  List<Finding> found() {
    return found;
  }

  /** Judges all certificates of a path, and the CAs of the maker above its end. */
  void path(MakerPath path) {
    List<X509Certificate> below = path.below();
    for (int i = 0; i < below.size(); i++) {
      X509Certificate issuer = i + 1 < below.size() ? below.get(i + 1) : path.authority();
      if (i == 0) {
        listed = lists.of(issuer, false).stream().map(RevocationList::begins).findFirst();
      }
      judge(below.get(i).getSerialNumber(), i > 0, issuer, named(below.get(i)));
    }
    authority(path.authority());
  }

  /** Of when a list is by which the first certificate of the path was judged. */
  Optional<Instant> listed() {
    return listed;
  }

  /** Judges one that the CA signed, and of which nothing but its number is known. */
  void number(BigInteger serial, X509Certificate authority) {
    judge(serial, false, authority, "number " + serial.toString(16));
  }

  /** Judges a CA of the maker by those of his CAs that are above it. */
  void authority(X509Certificate authority) {
    Optional<X509Certificate> above = above(authority);
    int left = maker.authorities().size();
    for (X509Certificate below = authority; above.isPresent() && left > 0; left--) {
      judge(below.getSerialNumber(), true, above.get(), named(below));
      below = above.get();
      above = above(below);
    }
  }

  private Optional<X509Certificate> above(X509Certificate authority) {
    return authority.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
        ? Optional.empty()
        : maker.authorities().stream().filter(each -> signed(authority, each)).findFirst();
  }

  private static boolean signed(X509Certificate certificate, X509Certificate authority) {
    if (!authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
      return false;
    }
    try {
      certificate.verify(authority.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private void judge(BigInteger serial, boolean isCa, X509Certificate issuer, String name) {
    for (RevocationList list : lists.of(issuer, isCa)) {
      String by = "list of '%s' of %s".formatted(list.issuer(), list.begins());
      if (list.revokes(serial)) {
        found.add(new Finding(Reason.CERTIFICATE_REVOKED, "%s, %s".formatted(name, by)));
      }
      if (at.isBefore(list.begins()) || list.ends().filter(at::isBefore).isEmpty()) {
        String end = list.ends().map(Instant::toString).orElse("it does not say when");
        found.add(
            new Finding(
                Reason.REVOCATION_LIST_EXPIRED, "%s, the next was due: %s".formatted(by, end)));
      }
    }
  }

  private static String named(X509Certificate certificate) {
    return "number %s '%s'"
        .formatted(
            certificate.getSerialNumber().toString(16), certificate.getSubjectX500Principal());
  }
}
