package org.icecoat.console.remote;

import java.util.Optional;
import java.util.Set;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.oasis.bf.BaseFaultType;

/** A fault by which a store says that it is not what it was, where others say that it is away. */
public final class StoreAccusation {
  private static final Set<String> CODES =
      Set.of("CATALOGUE_ALTERED", "STORE_INCONSISTENT", "CONTENT_ALTERED");

  private StoreAccusation() {}

  /** The fault's code; empty if a call failed for another reason. */
  public static Optional<String> in(ConsoleException failure) {
    return failure.getCause() instanceof UnavailableFault declared
        ? Optional.ofNullable(declared.getFaultInfo())
            .filter(StoreAccusation::is)
            .map(FaultText::code)
        : Optional.empty();
  }

  /** Whether trying again does not help. */
  static boolean is(BaseFaultType content) {
    return CODES.contains(FaultText.code(content));
  }
}
