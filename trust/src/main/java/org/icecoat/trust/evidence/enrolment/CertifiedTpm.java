package org.icecoat.trust.evidence.enrolment;

import java.security.SecureRandom;
import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.AttestationKey;
import org.icecoat.trust.evidence.binding.CredentialChallenge;
import org.icecoat.trust.evidence.endorsement.EndorsementKey;
import org.icecoat.trust.evidence.endorsement.TpmIdentity;
import org.icecoat.trust.structure.EncryptedCredential;

/**
 * Endorsement keys that an accepted maker has certified and an attestation key that may be
 * believed; only {@link TpmJudge} makes one. That all lie in one TPM is proved when each {@link
 * #challenge} has been opened. Immutable.
 */
public final class CertifiedTpm {
  /** Bytes of a challenge's secret. */
  public static final int SECRET_BYTES = 32;

  private final List<Key> keys;
  private final AttestationKey attestationKey;

  /** An endorsement key with the claim that it was judged by. */
  public record Key(ClaimedTpm.Key claimed, EndorsementKey proven) {}

  CertifiedTpm(List<Key> keys, AttestationKey attestationKey) {
    this.keys = List.copyOf(keys);
    this.attestationKey = attestationKey;
  }

  /** At least one, in the order of the claims. */
  public List<Key> keys() {
    return keys;
  }

  public AttestationKey attestationKey() {
    return attestationKey;
  }

  /** All of them, without the claims. */
  public List<EndorsementKey> endorsementKeys() {
    return keys.stream().map(Key::proven).toList();
  }

  /** SHA-256 of the SubjectPublicKeyInfo of each endorsement key: the identity of the TPM. */
  public List<Sha256> identity() {
    return keys.stream().map(key -> key.proven().digest()).distinct().toList();
  }

  /** Manufacturer, model and version, for people. */
  public String model() {
    TpmIdentity says = keys.get(0).proven().identity();
    return "%s %s %s".formatted(says.manufacturer(), says.model(), says.version());
  }

  /**
   * What only a TPM opens that has both this endorsement key and the attestation key.
   *
   * @param key one of {@link #keys}
   * @param secret {@value #SECRET_BYTES} bytes
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED if nothing can be encrypted to it
   */
  public EncryptedCredential challenge(Key key, byte[] secret, SecureRandom random) {
    return CredentialChallenge.make(key.claimed().area(), attestationKey.name(), secret, random);
  }
}
