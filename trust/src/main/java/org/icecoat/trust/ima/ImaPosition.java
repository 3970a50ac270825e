package org.icecoat.trust.ima;

import java.util.Objects;
import java.util.Optional;
import org.icecoat.trust.structure.Octets;

/**
 * How far a node's list has been verified, to go on from there with the next quote of the same
 * boot. Begins anew after a reboot, or when anything failed.
 *
 * @param verified lines that led to the last quoted PCR 10
 * @param shown lines that the node has shown, the last of which PCR 10 did not cover yet
 * @param value of PCR 10 after {@code verified} lines; empty at the start
 */
public record ImaPosition(long verified, long shown, Optional<Octets> value) {
  public static final ImaPosition START = new ImaPosition(0, 0, Optional.empty());

  public ImaPosition {
    Objects.requireNonNull(value, "value");
    if (verified < 0 || shown < verified || (verified > 0 && value.isEmpty())) {
      throw new IllegalArgumentException("No position in a list: " + verified + " of " + shown);
    }
  }
}
