package org.icecoat.trust.ima;

import java.util.Objects;
import java.util.Optional;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.Octets;

/**
 * How far a node's list has been read, to go on from there with the next quote of the same boot.
 * Begins anew after a reboot, or when anything failed.
 *
 * @param verified lines that led to the last quoted PCR 10, or that will have to lead to it
 * @param shown lines that the node had shown with its last verified quote; this one, or the next,
 *     has to cover them
 * @param value of PCR 10 after {@code verified} lines; empty at the start
 */
public record ImaPosition(long verified, long shown, Optional<Octets> value) {
  public static final ImaPosition START = new ImaPosition(0, 0, Optional.empty());

  public ImaPosition {
    Objects.requireNonNull(value, "value");
    if (verified < 0 || shown < 0 || (verified > 0 && value.isEmpty())) {
      throw new IllegalArgumentException("No position in a list: " + verified + " of " + shown);
    }
  }

  /** Where a list has to begin that goes on from here. */
  public ImaFrom from() {
    return verified == 0 ? ImaFrom.FIRST : new ImaFrom(verified, value.orElseThrow());
  }

  /** The first line of the same boot: what was shown then still has to be covered. */
  public ImaPosition restarted() {
    return new ImaPosition(0, shown, Optional.empty());
  }
}
