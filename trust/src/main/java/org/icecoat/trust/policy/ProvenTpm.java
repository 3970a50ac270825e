package org.icecoat.trust.policy;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.endorsement.TpmClass;

/**
 * What enrolment proved of a node's TPM.
 *
 * @param maker its name in the site's store of makers
 * @param authorities SHA-256 of the certificates of the maker's CAs
 * @param voucher that of them to which the TPM's certificate led; empty if that was not kept
 * @param certificates of its endorsement keys; those that other CAs than the maker's have signed,
 *     and all before they were kept, are not there
 */
public record ProvenTpm(
    TpmClass tpmClass,
    String maker,
    Set<Sha256> authorities,
    Optional<Sha256> voucher,
    Set<Certificate> certificates) {
  /**
   * A certificate, by what a list of revoked ones would name it.
   *
   * @param voucher SHA-256 of the certificate of the maker's CA that signed it
   */
  public record Certificate(Sha256 voucher, BigInteger serial) {}

  private static final Comparator<EndorsementKey> ORDER =
      Comparator.comparing(EndorsementKey::tpmClass, Comparator.reverseOrder())
          .thenComparingInt(ProvenTpm::curveBits)
          .thenComparing(key -> key.digest().hex());

  private static int curveBits(EndorsementKey key) {
    return key.publicKey() instanceof ECPublicKey curve
        ? curve.getParams().getOrder().bitLength()
        : Integer.MAX_VALUE;
  }

  public ProvenTpm {
    Objects.requireNonNull(tpmClass, "tpmClass");
    Objects.requireNonNull(maker, "maker");
    authorities = Set.copyOf(authorities);
    voucher = voucher == null ? Optional.empty() : voucher;
    certificates = certificates == null ? Set.of() : Set.copyOf(certificates);
  }

  /** Of which it is not known which CA vouched for it. */
  public ProvenTpm(TpmClass tpmClass, String maker, Set<Sha256> authorities) {
    this(tpmClass, maker, authorities, Optional.empty(), Set.of());
  }

  public static ProvenTpm of(EndorsementKey key) {
    return of(List.of(key));
  }

  /**
   * Class and maker are those of one of its keys, whatever order they come in: an emulated one if
   * there is any, else that on the smallest curve, else any other. Of all what a list of revoked
   * ones may name is kept.
   */
  public static ProvenTpm of(List<EndorsementKey> keys) {
    EndorsementKey first = keys.stream().min(ORDER).orElseThrow();
    return new ProvenTpm(
        first.tpmClass(),
        first.maker().name(),
        first.maker().fingerprints(),
        Optional.of(first.voucher()),
        keys.stream()
            .flatMap(
                key -> key.serial().map(serial -> new Certificate(key.voucher(), serial)).stream())
            .collect(Collectors.toSet()));
  }

  /** What the lists of makers have against it, or against the CA that vouched for it, by now. */
  public List<Finding> revoked(EndorsementCertificates makers, Instant at) {
    return Stream.concat(
            voucher.stream().flatMap(known -> makers.revoked(known, at).stream()),
            certificates.stream()
                .flatMap(each -> makers.revoked(each.voucher(), each.serial(), at).stream()))
        .distinct()
        .toList();
  }

  /**
   * Whether the maker's CA that vouched for it is still accepted; where it is not known which one
   * it was, all that the maker had then.
   */
  public boolean isVouchedBy(EndorsementCertificates makers) {
    Set<Sha256> needed = voucher.map(Set::of).orElse(authorities);
    return !needed.isEmpty() && needed.stream().allMatch(each -> makers.vouches(each, tpmClass));
  }
}
