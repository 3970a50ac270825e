package org.icecoat.trust.evidence;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.PcrSelection;

/**
 * What a node's quote has to be.
 *
 * @param key with which the node is enrolled
 * @param selection exactly the PCRs that policy asks for: not empty, and none that software can
 *     reset (16 and 23)
 * @param earlier clock of the last verified quote of the same enrolment, if there is one
 */
public record QuoteExpectation(
    AttestationKey key, PcrSelection selection, Optional<ClockReading> earlier) {
  /** PCRs that anyone on the node can reset: they prove nothing. */
  public static final List<Integer> RESETTABLE = List.of(16, 23);

  public QuoteExpectation {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(earlier, "earlier");
    if (selection.indexes().isEmpty()) {
      throw new IllegalArgumentException("A quote has to cover at least one PCR");
    }
    if (RESETTABLE.stream().anyMatch(selection::contains)) {
      throw new IllegalArgumentException(
          "PCRs 16 and 23 can be reset by software, not " + selection);
    }
  }
}
