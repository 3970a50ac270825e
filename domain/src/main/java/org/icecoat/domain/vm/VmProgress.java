package org.icecoat.domain.vm;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The step that is being done for a VM.
 *
 * @param step counted from 1 to {@code steps}
 * @param bytesDone empty unless the step moves bytes
 */
public record VmProgress(
    String name,
    int step,
    int steps,
    OptionalLong bytesDone,
    OptionalLong bytesTotal,
    Optional<String> description) {
  public VmProgress {
    if (step < 1 || step > steps) {
      throw new IllegalArgumentException("Step " + step + " is not one of " + steps);
    }
  }
}
