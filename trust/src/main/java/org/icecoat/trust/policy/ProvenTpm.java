package org.icecoat.trust.policy;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.endorsement.TpmClass;

/**
 * What enrolment proved of a node's TPM.
 *
 * @param maker its name in the site's store of makers
 * @param authorities SHA-256 of the certificates of the maker's CAs
 * @param voucher that of them to which the TPM's certificate led; empty if that was not kept
 */
public record ProvenTpm(
    TpmClass tpmClass, String maker, Set<Sha256> authorities, Optional<Sha256> voucher) {
  public ProvenTpm {
    Objects.requireNonNull(tpmClass, "tpmClass");
    Objects.requireNonNull(maker, "maker");
    authorities = Set.copyOf(authorities);
    voucher = voucher == null ? Optional.empty() : voucher;
  }

  /** Of which it is not known which CA vouched for it. */
  public ProvenTpm(TpmClass tpmClass, String maker, Set<Sha256> authorities) {
    this(tpmClass, maker, authorities, Optional.empty());
  }

  public static ProvenTpm of(EndorsementKey key) {
    return new ProvenTpm(
        key.tpmClass(), key.maker().name(), key.maker().fingerprints(), Optional.of(key.voucher()));
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
