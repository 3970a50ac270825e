package org.icecoat.imagestore.configuration;

import java.util.Objects;
import org.icecoat.trust.tpm.Tcti;

/**
 * The store's TPM.
 *
 * @param tcti how it is reached, such as {@code device:/dev/tpmrm0}; null if the store has none
 * @param counter NV index of the log's counter; 0x01801ce0 by default
 */
public record TpmConfiguration(Tcti tcti, Integer counter) {
  private static final int DEFAULT_COUNTER = 0x0180_1ce0;
  private static final int LOWEST = 0x0180_0000;
  private static final int HIGHEST = 0x01bf_ffff;

  public TpmConfiguration {
    if (tcti == null && counter != null) {
      throw new IllegalArgumentException("tcti is missing; device:/dev/tpmrm0 is the usual one");
    }
    counter = Objects.requireNonNullElse(counter, DEFAULT_COUNTER);
    if (counter < LOWEST || counter > HIGHEST) {
      throw new IllegalArgumentException(
          "counter must be an NV index of the owner: 0x01800000 to 0x01bfffff");
    }
  }

  /** Whether there is one. */
  public boolean present() {
    return tcti != null;
  }
}
