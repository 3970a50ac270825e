package org.icecoat.trust.evidence.binding;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.PublicArea.Ecc;
import org.icecoat.trust.structure.PublicArea.Rsa;
import org.icecoat.trust.structure.TpmName;
import org.icecoat.trust.structure.WireWriter;

/**
 * Encryption and integrity of what goes to a storage key: AES in CFB mode, then an HMAC over that
 * and the name that it is bound to (TPM 2.0 part 1, 23.3 and 24.4).
 */
final class OuterWrap {
  private static final int BLOCK_BYTES = 16;

  private OuterWrap() {}

  /**
   * Wraps a secret.
   *
   * @param key whose owner shares the seed
   * @param bound name of the object to which the secret belongs
   * @param secret is wrapped with its size (16 bits) before it
   * @return HMAC as TPM2B_DIGEST, then what is encrypted
   */
  static Octets wrap(PublicArea key, byte[] seed, TpmName bound, byte[] secret) {
    HashAlgorithm hash = key.nameAlgorithm();
    Octets name = bound.value();
    int keyBytes = aesBits(key) / Byte.SIZE;
    byte[] aes = KeyDerivation.kdfa(hash, seed, "STORAGE", name, keyBytes);
    byte[] hmac = KeyDerivation.kdfa(hash, seed, "INTEGRITY", Octets.EMPTY, hash.length());
    Octets encrypted = encrypted(aes, sized(secret));
    Mac mac = KeyDerivation.hmac(hash, hmac);
    mac.update(encrypted.bytes());
    mac.update(name.bytes());
    Octets integrity = Octets.of(mac.doFinal());
    Arrays.fill(aes, (byte) 0);
    Arrays.fill(hmac, (byte) 0);
    return WireWriter.bigEndian().sized(integrity).bytes(encrypted).written();
  }

  private static int aesBits(PublicArea key) {
    int bits =
        key.parameters() instanceof Rsa rsa
            ? rsa.aesBits()
            : key.parameters() instanceof Ecc ecc ? ecc.aesBits() : 0;
    if (bits == 0) {
      throw new IllegalArgumentException("Only to storage keys can anything be wrapped");
    }
    return bits;
  }

  private static byte[] sized(byte[] secret) {
    byte[] sized = new byte[Short.BYTES + secret.length];
    sized[0] = (byte) (secret.length >> Byte.SIZE);
    sized[1] = (byte) secret.length;
    System.arraycopy(secret, 0, sized, Short.BYTES, secret.length);
    return sized;
  }

  /** The IV is zero as the key is used once (TPM 2.0 part 1, 22.5). Wipes {@code plain}. */
  private static Octets encrypted(byte[] key, byte[] plain) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(new byte[BLOCK_BYTES]));
      return Octets.of(cipher.doFinal(plain));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no AES in CFB mode", e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}
