package org.icecoat.trust.tpm;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.trust.structure.TpmName;

/**
 * How a process uses its TPM.
 *
 * @param attestationKey persistent handle at which the attestation key is kept, 0x81000000 to
 *     0x817fffff; processes with attestation keys of their own need handles of their own
 * @param storageKey the storage key that was verified when the node was enrolled: sessions are
 *     salted to no other. Empty: the one found is trusted, as long as it does not change
 * @param patience longest time that a caller waits for an operation and those before it
 */
public record TpmSettings(
    Tcti tcti, int attestationKey, Optional<TpmName> storageKey, Duration patience) {
  public static final int ATTESTATION_KEY = 0x8101_1ce0;
  private static final int LOWEST = 0x8100_0000;
  private static final int HIGHEST = 0x817f_ffff;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  public TpmSettings {
    Objects.requireNonNull(tcti, "tcti");
    Objects.requireNonNull(storageKey, "storageKey");
    if (attestationKey < LOWEST || attestationKey > HIGHEST) {
      throw new IllegalArgumentException(
          "The owner's persistent handles lie between 0x%08x and 0x%08x, not at 0x%08x"
              .formatted(LOWEST, HIGHEST, attestationKey));
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("Patience with a TPM is a positive time");
    }
  }

  public static TpmSettings of(Tcti tcti) {
    return new TpmSettings(tcti, ATTESTATION_KEY, Optional.empty(), PATIENCE);
  }

  public TpmSettings withStorageKey(TpmName verified) {
    return new TpmSettings(tcti, attestationKey, Optional.of(verified), patience);
  }

  public TpmSettings withAttestationKey(int handle) {
    return new TpmSettings(tcti, handle, storageKey, patience);
  }

  public TpmSettings withPatience(Duration time) {
    return new TpmSettings(tcti, attestationKey, storageKey, time);
  }
}
