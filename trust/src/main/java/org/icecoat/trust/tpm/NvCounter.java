package org.icecoat.trust.tpm;

import java.util.Objects;
import org.icecoat.trust.structure.NvPublicArea;

/**
 * A counter in the TPM's NV memory that only grows. Undefined and defined again, it goes on above
 * the highest value that any counter of this TPM ever had.
 *
 * @param index NV index of the owner's range, 0x01800000 to 0x01bfffff
 * @param auth needed to increment, read and certify it
 */
public record NvCounter(int index, AuthValue auth) {
  private static final int LOWEST = 0x0180_0000;
  private static final int HIGHEST = 0x01bf_ffff;

  public NvCounter {
    if (index < LOWEST || index > HIGHEST) {
      throw new IllegalArgumentException(
          "A counter lies between 0x%08x and 0x%08x, not at 0x%08x"
              .formatted(LOWEST, HIGHEST, index));
    }
    Objects.requireNonNull(auth, "auth");
  }

  /** The public area of the counter at that index as it is defined, before its first increment. */
  public NvPublicArea definition() {
    return NvPublicArea.counter(index);
  }

  /** Its public area once it has been incremented, which is what certifications name. */
  public NvPublicArea incremented() {
    return definition().written();
  }
}
