package org.icecoat.trust.evidence.binding;

import java.security.SecureRandom;
import java.util.Arrays;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.TpmName;

/**
 * TPM2_MakeCredential without a TPM (TPM 2.0 part 1, 24): a secret that only the TPM with that
 * endorsement key can open, and only while the attestation key of that name is loaded in it.
 */
public final class CredentialChallenge {
  private static final String LABEL = "IDENTITY";

  private CredentialChallenge() {}

  /**
   * Encrypts the secret.
   *
   * @param endorsementKey whose public key is the one in the maker's certificate
   * @param attestationKey that claims to lie beside it
   * @param secret 1 byte to as many as a digest of the endorsement key's name algorithm has
   * @throws org.icecoat.trust.TrustException STRUCTURE_MALFORMED if the endorsement key is no key
   */
  public static EncryptedCredential make(
      PublicArea endorsementKey, TpmName attestationKey, byte[] secret, SecureRandom random) {
    SharedSeed seed = SharedSeed.with(endorsementKey, LABEL, random);
    return make(endorsementKey, attestationKey, secret, seed);
  }

  static EncryptedCredential make(
      PublicArea endorsementKey, TpmName attestationKey, byte[] secret, SharedSeed seed) {
    if (secret.length == 0 || secret.length > endorsementKey.nameAlgorithm().length()) {
      throw new IllegalArgumentException("A credential has 1 byte to the length of a digest");
    }
    Octets idObject = OuterWrap.wrap(endorsementKey, seed.seed(), attestationKey, secret);
    Arrays.fill(seed.seed(), (byte) 0);
    return new EncryptedCredential(idObject, seed.encrypted());
  }
}
