package org.icecoat.trust.structure;

/**
 * A secret that one TPM alone reveals, and only to the owner of one attestation key: what
 * TPM2_MakeCredential gives and TPM2_ActivateCredential takes (TPM 2.0 part 1, 24).
 *
 * @param idObject contents of TPM2B_ID_OBJECT
 * @param secret contents of TPM2B_ENCRYPTED_SECRET: the seed, encrypted to the endorsement key
 */
public record EncryptedCredential(Octets idObject, Octets secret) {
  private static final int LONGEST_ID_OBJECT = 132;
  private static final int LONGEST_SECRET = 512;

  /** Reads what {@link #wire} wrote. */
  public static EncryptedCredential parse(Octets wire) {
    WireReader reader = WireReader.of(wire, "An encrypted credential");
    Octets idObject = reader.sized(LONGEST_ID_OBJECT);
    EncryptedCredential credential =
        new EncryptedCredential(idObject, reader.sized(LONGEST_SECRET));
    reader.end();
    return credential;
  }

  /** TPM2B_ID_OBJECT and TPM2B_ENCRYPTED_SECRET. */
  public Octets wire() {
    return WireWriter.bigEndian().sized(idObject).sized(secret).written();
  }
}
