package org.icecoat.trust.structure;

/**
 * The policy that some PCRs have these values, as TPM2_PolicyPCR checks it in a session of SHA-256
 * (TPM 2.0 part 3, 23.7). It can be computed far from the TPM that will enforce it.
 */
public record PcrPolicy(PcrValues values) {
  private static final int POLICY_PCR = 0x0000_017f;

  public PcrPolicy {
    if (values.byIndex().isEmpty()) {
      throw new IllegalArgumentException("A policy over no PCR holds always");
    }
  }

  /** The authPolicy of objects under this policy. */
  public Octets digest() {
    HashAlgorithm hash = HashAlgorithm.SHA256;
    Octets command = WireWriter.bigEndian().u32(POLICY_PCR).written();
    return hash.hash(
        PcrBank.SHA256.zero(), command, values.selection().wire(), values.digest(hash));
  }
}
