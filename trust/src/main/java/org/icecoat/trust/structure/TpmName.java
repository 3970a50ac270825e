package org.icecoat.trust.structure;

/**
 * TPM2B_NAME of an object or NV index: its name algorithm and the digest of its public area (TPM
 * 2.0 part 1, 16). It identifies a key for ever.
 */
public record TpmName(Octets value) {
  /** Longest name: algorithm and SHA-512. */
  static final int LONGEST = 66;

  private static final int ALGORITHM_BYTES = 2;

  /** A hierarchy, by its handle (TPM 2.0 part 2, 7.4). */
  public enum Hierarchy {
    OWNER(0x40000001),
    NULL(0x40000007),
    ENDORSEMENT(0x4000000b),
    PLATFORM(0x4000000c);

    private final int handle;

    Hierarchy(int handle) {
      this.handle = handle;
    }

    /** TPM_RH, not to be taken for a handle of ESYS. */
    public int handle() {
      return handle;
    }
  }

  public TpmName {
    WireReader reader = WireReader.of(value, "A name");
    reader.bytes(HashAlgorithm.read(reader).length());
    reader.end();
  }

  /** The name of a public area. */
  static TpmName of(HashAlgorithm algorithm, Octets publicArea) {
    return joined(algorithm, algorithm.hash(publicArea));
  }

  /**
   * The qualified name, which ties a key to its parents (TPM 2.0 part 1, 26.5).
   *
   * @param path the names from the primary key down to the key itself
   */
  public static TpmName qualified(Hierarchy hierarchy, TpmName... path) {
    if (path.length == 0) {
      throw new IllegalArgumentException("A qualified name needs the name of a key");
    }
    Octets above = WireWriter.bigEndian().u32(hierarchy.handle()).written();
    TpmName qualified = null;
    for (TpmName name : path) {
      qualified = joined(name.algorithm(), name.algorithm().hash(above, name.value));
      above = qualified.value;
    }
    return qualified;
  }

  public HashAlgorithm algorithm() {
    return HashAlgorithm.find(value.at(0) << 8 | value.at(1));
  }

  /** The digest without the algorithm. */
  public Octets digest() {
    return value.slice(ALGORITHM_BYTES, value.length());
  }

  public String hex() {
    return value.hex();
  }

  @Override
  public String toString() {
    return hex();
  }

  private static TpmName joined(HashAlgorithm algorithm, Octets digest) {
    return new TpmName(WireWriter.bigEndian().u16(algorithm.id()).bytes(digest).written());
  }
}
