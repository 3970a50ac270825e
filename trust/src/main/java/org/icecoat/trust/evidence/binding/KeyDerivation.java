package org.icecoat.trust.evidence.binding;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireWriter;

/** KDFa and KDFe (TPM 2.0 part 1, 11.4.10). */
final class KeyDerivation {
  private KeyDerivation() {}

  /** KDFa: HMAC in counter mode (SP 800-108); {@code bytes} long. */
  static byte[] kdfa(HashAlgorithm hash, byte[] key, String label, Octets context, int bytes) {
    byte[] derived = new byte[bytes];
    Mac mac = hmac(hash, key);
    for (int block = 0; block * hash.length() < bytes; block++) {
      mac.update(counter(block + 1));
      mac.update(label(label).bytes());
      mac.update(context.bytes());
      mac.update(WireWriter.bigEndian().u32(bytes * (long) Byte.SIZE).written().bytes());
      place(mac.doFinal(), derived, block * hash.length());
    }
    return derived;
  }

  /**
   * KDFe: hash in counter mode (SP 800-56A) over the shared point's x coordinate.
   *
   * @param parties x coordinates of both public keys, each as long as the curve's field
   */
  static byte[] kdfe(HashAlgorithm hash, byte[] shared, String label, Octets parties, int bytes) {
    byte[] derived = new byte[bytes];
    MessageDigest digest = hash.digest();
    for (int block = 0; block * hash.length() < bytes; block++) {
      digest.update(counter(block + 1));
      digest.update(shared);
      digest.update(label(label).bytes());
      digest.update(parties.bytes());
      place(digest.digest(), derived, block * hash.length());
    }
    return derived;
  }

  static Mac hmac(HashAlgorithm hash, byte[] key) {
    String algorithm = "Hmac" + hash.name();
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + algorithm, e);
    }
  }

  /** The label with the zero byte that ends it. */
  static Octets label(String label) {
    byte[] text = label.getBytes(StandardCharsets.US_ASCII);
    return Octets.of(Arrays.copyOf(text, text.length + 1));
  }

  private static byte[] counter(int value) {
    return WireWriter.bigEndian().u32(value).written().bytes();
  }

  private static void place(byte[] block, byte[] into, int at) {
    System.arraycopy(block, 0, into, at, Math.min(block.length, into.length - at));
  }
}
