package org.icecoat.imagestore.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.Tcti;

/**
 * The store's TPM.
 *
 * @param tcti how it is reached, such as {@code device:/dev/tpmrm0}; null if the store has none
 * @param counter NV index of the log's counter, which takes the next index too; 0x01801ce0 by
 *     default
 * @param pcrs whose values, as they are when an image is encrypted, its key is sealed to; 7 (Secure
 *     Boot) by default
 * @param recovery the certificate of a key, kept elsewhere, that opens copies of the images' keys;
 *     null: no copies are made
 * @param recoveryKey that key, for one start at which keys are sealed anew; null otherwise
 */
public record TpmConfiguration(
    Tcti tcti, Integer counter, List<Integer> pcrs, Path recovery, Path recoveryKey) {
  private static final int DEFAULT_COUNTER = 0x0180_1ce0;
  private static final int SECURE_BOOT = 7;

  /** TCG's registry of handles gives 0x01800000 to 0x01bfffff to the owner; two are needed. */
  private static final int LOWEST = 0x0180_0000;

  private static final int HIGHEST = 0x01bf_ffff - 1;

  public TpmConfiguration {
    if (tcti == null && (counter != null || pcrs != null || recovery != null)) {
      throw new IllegalArgumentException("tcti is missing; device:/dev/tpmrm0 is the usual one");
    }
    if (recovery == null && recoveryKey != null) {
      throw new IllegalArgumentException(
          "recovery-key is of no use without recovery, its certificate");
    }
    counter = Objects.requireNonNullElse(counter, DEFAULT_COUNTER);
    if (counter < LOWEST || counter > HIGHEST) {
      throw new IllegalArgumentException(
          "counter must be 0x01800000 to 0x01bffffe: it and the next index, which is used too, are"
              + " the owner's, and 0x01c00000 is not");
    }
    pcrs = pcrs == null ? List.of(SECURE_BOOT) : List.copyOf(pcrs);
    if (pcrs.isEmpty() || pcrs.stream().anyMatch(QuoteExpectation.RESETTABLE::contains)) {
      throw new IllegalArgumentException(
          "pcrs must name at least one PCR, and neither 16 nor 23, which software can reset");
    }
  }

  /** The PCRs to which keys are sealed. */
  public PcrSelection selection() {
    return new PcrSelection(PcrBank.SHA256, pcrs);
  }

  /** Whether there is one. */
  public boolean present() {
    return tcti != null;
  }
}
