package org.icecoat.trust.structure;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** TPMI_ALG_HASH: the hash algorithms that are understood here (TPM 2.0 part 2, 6.3). */
public enum HashAlgorithm {
  SHA1(0x0004, 20, "SHA-1"),
  SHA256(0x000b, 32, "SHA-256"),
  SHA384(0x000c, 48, "SHA-384"),
  SHA512(0x000d, 64, "SHA-512");

  private final int id;
  private final int length;
  private final String standardName;

  HashAlgorithm(int id, int length, String standardName) {
    this.id = id;
    this.length = length;
    this.standardName = standardName;
  }

  /** The algorithm with that TPM_ALG_ID, or null if it is none of these. */
  public static HashAlgorithm find(int id) {
    return switch (id) {
      case 0x0004 -> SHA1;
      case 0x000b -> SHA256;
      case 0x000c -> SHA384;
      case 0x000d -> SHA512;
      default -> null;
    };
  }

  static HashAlgorithm read(WireReader reader) {
    int id = reader.u16();
    HashAlgorithm algorithm = find(id);
    if (algorithm == null) {
      throw reader.malformed("hash algorithm 0x%04x".formatted(id));
    }
    return algorithm;
  }

  /** TPM_ALG_ID. */
  public int id() {
    return id;
  }

  /** Bytes of a digest. */
  public int length() {
    return length;
  }

  /** As the JCA calls it: {@code SHA-256}. */
  public String standardName() {
    return standardName;
  }

  /** A new digest, for one thread. */
  public MessageDigest digest() {
    try {
      return MessageDigest.getInstance(standardName);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + standardName, e);
    }
  }

  /** The digest of the parts, one after the other. */
  public Octets hash(Octets... parts) {
    MessageDigest digest = digest();
    for (Octets part : parts) {
      part.updateInto(digest);
    }
    return Octets.owning(digest.digest());
  }
}
