package org.icecoat.trust.structure;

/**
 * A secret wrapped to the storage key of one TPM by somebody else: what TPM2_Import takes, with
 * outer wrapping only (TPM 2.0 part 1, 23.3).
 *
 * @param publicArea names the secret and the policy under which it is revealed
 * @param duplicate contents of TPM2B_PRIVATE
 * @param seed contents of TPM2B_ENCRYPTED_SECRET: the seed, encrypted to the storage key
 */
public record ImportableObject(PublicArea publicArea, Octets duplicate, Octets seed) {
  private static final int LONGEST_PUBLIC = 1024;
  private static final int LONGEST_DUPLICATE = 1550;
  private static final int LONGEST_SEED = 512;

  /** Reads what {@link #wire} wrote. */
  public static ImportableObject parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "An object to import");
    PublicArea area = PublicArea.parse(reader.sized(LONGEST_PUBLIC));
    Octets duplicate = reader.sized(LONGEST_DUPLICATE);
    ImportableObject object = new ImportableObject(area, duplicate, reader.sized(LONGEST_SEED));
    reader.end();
    return object;
  }

  /** TPM2B_PUBLIC, TPM2B_PRIVATE and TPM2B_ENCRYPTED_SECRET. */
  public Octets wire() {
    return WireWriter.bigEndian().sized(publicArea.wire()).sized(duplicate).sized(seed).written();
  }
}
