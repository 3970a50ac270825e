package org.icecoat.trust.evidence.binding;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.icecoat.trust.evidence.CertifiedKey;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Attributes;
import org.icecoat.trust.structure.PublicArea.KeyedHash;
import org.icecoat.trust.structure.PublicArea.Scheme;

/**
 * Gives a secret to one TPM: what TPM2_Import takes there and TPM2_Unseal opens, as long as the
 * PCRs have the values of the policy (TPM 2.0 part 1, 23.3; part 2, 12.3). No password opens it.
 */
public final class SecretWrapping {
  /** Longest secret, in bytes: that of TPM2B_SENSITIVE_DATA. */
  public static final int LONGEST_SECRET = 128;

  private static final String LABEL = "DUPLICATE";
  private static final int KEYEDHASH = 0x0008;
  private static final int HEAD_BYTES = 6;

  private SecretWrapping() {}

  /**
   * Wraps a secret.
   *
   * @param storageKey certified as one by the attestation key of the node that is to have it
   * @param secret 1 to {@value #LONGEST_SECRET} bytes; the caller wipes it
   */
  public static ImportableObject wrap(
      CertifiedKey storageKey, byte[] secret, PcrPolicy policy, SecureRandom random) {
    if (storageKey.use() != CertifiedKey.Use.STORAGE) {
      throw new IllegalArgumentException("The key is not certified as a storage key");
    }
    return wrap(storageKey.area(), secret, policy, random);
  }

  static ImportableObject wrap(
      PublicArea storageKey, byte[] secret, PcrPolicy policy, SecureRandom random) {
    if (secret.length == 0 || secret.length > LONGEST_SECRET) {
      throw new IllegalArgumentException("A secret for a TPM has 1 to 128 bytes");
    }
    byte[] blinding = new byte[HashAlgorithm.SHA256.length()];
    random.nextBytes(blinding);
    PublicArea area = publicArea(blinding, secret, policy);
    byte[] sensitive = sensitive(blinding, secret);
    SharedSeed seed = SharedSeed.with(storageKey, LABEL, random);
    Octets duplicate = OuterWrap.wrap(storageKey, seed.seed(), area.name(), sensitive);
    Arrays.fill(sensitive, (byte) 0);
    Arrays.fill(seed.seed(), (byte) 0);
    return new ImportableObject(area, duplicate, seed.encrypted());
  }

  /** Without userWithAuth, so by policy only; importable, so neither fixedTPM nor fixedParent. */
  private static PublicArea publicArea(byte[] blinding, byte[] secret, PcrPolicy policy) {
    MessageDigest digest = HashAlgorithm.SHA256.digest();
    digest.update(blinding);
    digest.update(secret);
    return new PublicArea(
        HashAlgorithm.SHA256,
        new Attributes(Attributes.NO_DA),
        policy.digest(),
        new KeyedHash(Scheme.NONE, Octets.of(digest.digest())));
  }

  /** TPMT_SENSITIVE: type, an empty authValue, the blinding seed, the secret. */
  private static byte[] sensitive(byte[] blinding, byte[] secret) {
    byte[] all = new byte[HEAD_BYTES + blinding.length + Short.BYTES + secret.length];
    all[1] = KEYEDHASH;
    all[HEAD_BYTES - 1] = (byte) blinding.length;
    System.arraycopy(blinding, 0, all, HEAD_BYTES, blinding.length);
    int end = HEAD_BYTES + blinding.length;
    all[end + 1] = (byte) secret.length;
    System.arraycopy(secret, 0, all, end + Short.BYTES, secret.length);
    return all;
  }
}
