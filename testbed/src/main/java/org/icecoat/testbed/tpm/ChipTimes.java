package org.icecoat.testbed.tpm;

import java.time.Duration;
import java.util.Set;

/**
 * How long a TPM takes at least. A software TPM answers within a millisecond; a chip has a slow
 * processor behind a slow bus.
 *
 * @param signature of a command that signs
 * @param other of each other command
 */
public record ChipTimes(Duration signature, Duration other) {
  /** As long as the software takes. */
  public static final ChipTimes NONE = new ChipTimes(Duration.ZERO, Duration.ZERO);

  /** Assumed of a chip: one that signs in 50 to 300 ms is usual. */
  public static final ChipTimes USUAL =
      new ChipTimes(Duration.ofMillis(150), Duration.ofMillis(10));

  /** TPM2_Certify, CertifyCreation, Quote, Sign and NV_Certify (TPM 2.0 part 2, 6.5.2). */
  private static final Set<Integer> SIGNING = Set.of(0x148, 0x14A, 0x158, 0x15D, 0x184);

  /** Of the command with that code (TPM_CC). */
  Duration of(int command) {
    return SIGNING.contains(command) ? signature : other;
  }
}
