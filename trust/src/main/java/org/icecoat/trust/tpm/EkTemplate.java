package org.icecoat.trust.tpm;

/**
 * Which endorsement key, by the template of the TCG EK Credential Profile 2.5, annex B; each has
 * its certificate at an NV index of its own.
 */
public enum EkTemplate {
  /** Template L-2, on the curve NIST P-256. */
  ECC_P256(0x01c0_000a, 0x8101_0002),
  /** Template H-3, on the curve NIST P-384; with SHA-384 and AES-256. */
  ECC_P384(0x01c0_0016, 0x8101_0016),
  /** Template L-1. A TPM may need many seconds to make it if it is not kept in it. */
  RSA_2048(0x01c0_0002, 0x8101_0001);

  private final int certificateIndex;
  private final int persistentHandle;

  EkTemplate(int certificateIndex, int persistentHandle) {
    this.certificateIndex = certificateIndex;
    this.persistentHandle = persistentHandle;
  }

  /** NV index of the maker's certificate. */
  public int certificateIndex() {
    return certificateIndex;
  }

  /** Where the key lies if the maker or the machine's owner keeps it in the TPM. */
  public int persistentHandle() {
    return persistentHandle;
  }
}
