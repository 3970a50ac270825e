package org.icecoat.trust.evidence.endorsement;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Reason;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;

/**
 * An endorsement key whose certificate is that of an accepted maker; only {@link
 * EndorsementCertificates} makes one. Its digest is the identity of the machine's TPM. Immutable.
 */
public final class EndorsementKey {
  private final X509Certificate certificate;
  private final TpmIdentity identity;
  private final Maker maker;
  private final MakerPath path;
  private final Optional<Instant> listed;

  /**
   * A key.
   *
   * @param listed of when the list is by which its certificate is not revoked
   */
  EndorsementKey(TpmIdentity identity, Maker maker, MakerPath path, Optional<Instant> listed) {
    this.certificate = path.below().get(0);
    this.identity = identity;
    this.maker = maker;
    this.path = path;
    this.listed = listed;
  }

  public PublicKey publicKey() {
    return certificate.getPublicKey();
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public TpmIdentity identity() {
    return identity;
  }

  public Maker maker() {
    return maker;
  }

  /** SHA-256 of the certificate of that of the maker's CAs to which this one leads. */
  public Sha256 voucher() {
    return Fingerprint.of(path.authority());
  }

  /** The number of its certificate among those that the voucher signed; empty if another did. */
  public Optional<BigInteger> serial() {
    return path.below().size() == 1 ? Optional.of(certificate.getSerialNumber()) : Optional.empty();
  }

  /**
   * Of when the list of revoked certificates is on which its own is not; empty if its issuer gives
   * none here.
   */
  public Optional<Instant> listed() {
    return listed;
  }

  /** Emulated if the maker is, or if the manufacturer named in the certificate makes software. */
  public TpmClass tpmClass() {
    return identity.manufacturer().makesSoftware() ? TpmClass.EMULATED : maker.tpmClass();
  }

  /** SHA-256 of the key's SubjectPublicKeyInfo: one TPM, whatever certificates it has. */
  public Sha256 digest() {
    Octets spki = Octets.of(publicKey().getEncoded());
    return Sha256.of(HashAlgorithm.SHA256.hash(spki).bytes());
  }

  /** The public area that the TPM showed, if its key is the certified one. */
  public Verdict<PublicArea> confirm(PublicArea area) {
    boolean same;
    try {
      same = Arrays.equals(area.publicKey().getEncoded(), publicKey().getEncoded());
    } catch (TrustException e) {
      return Verdict.refused(Reason.KEY_MALFORMED, e.getMessage());
    }
    return same
        ? new Verdict.Accepted<>(area)
        : Verdict.refused(Reason.ENDORSEMENT_KEY_DIFFERS, "certificate of key " + digest());
  }
}
