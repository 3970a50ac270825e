package org.icecoat.trust.evidence;

import java.security.PublicKey;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;

/**
 * A key of which the AK beside it says that it lies in the same TPM; only {@link KeyCertification}
 * makes one. Immutable.
 */
public final class CertifiedKey {
  private final Use use;
  private final PublicArea area;
  private final PublicKey publicKey;
  private final AttestationKey certifier;

  /** What a key is for. */
  public enum Use {
    /** To sign: TLS, documents. */
    SIGNING,
    /** To keep secrets and keys below it. */
    STORAGE
  }

  CertifiedKey(Use use, PublicArea area, PublicKey publicKey, AttestationKey certifier) {
    this.use = use;
    this.area = area;
    this.publicKey = publicKey;
    this.certifier = certifier;
  }

  public Use use() {
    return use;
  }

  public PublicArea area() {
    return area;
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  public AttestationKey certifier() {
    return certifier;
  }

  /** SHA-256 of the SubjectPublicKeyInfo, which a {@link Challenge} binds. */
  public Sha256 digest() {
    Octets spki = Octets.of(publicKey.getEncoded());
    return Sha256.of(HashAlgorithm.SHA256.hash(spki).bytes());
  }
}
