package org.icecoat.trust.structure;

/** A bank of PCRs, named by its hash algorithm. */
public enum PcrBank {
  SHA1(HashAlgorithm.SHA1),
  SHA256(HashAlgorithm.SHA256),
  SHA384(HashAlgorithm.SHA384),
  SHA512(HashAlgorithm.SHA512);

  private final HashAlgorithm hash;

  PcrBank(HashAlgorithm hash) {
    this.hash = hash;
  }

  public static PcrBank of(HashAlgorithm hash) {
    return switch (hash) {
      case SHA1 -> SHA1;
      case SHA256 -> SHA256;
      case SHA384 -> SHA384;
      case SHA512 -> SHA512;
    };
  }

  public HashAlgorithm hash() {
    return hash;
  }

  /** What TPM2_PCR_Extend leaves: the hash of the old value and the digest. */
  public Octets extend(Octets old, Octets digest) {
    return hash.hash(old, digest);
  }

  /** The value of PCRs 0 to 16 and 23 after a start, StartupLocality apart: zeros. */
  public Octets zero() {
    return Octets.owning(new byte[hash.length()]);
  }
}
