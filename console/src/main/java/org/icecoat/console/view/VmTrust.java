package org.icecoat.console.view;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.wire.types.TrustTermsType;
import org.icecoat.wire.vm.TrustType;

/**
 * How much trust a VM needs in its node, and what that proved. Null where absent: {@code terms}
 * (none is demanded, and the proof is by the factory's own policy), {@code attestation} (it has no
 * node yet) and {@code lostAt} (trust is not lost).
 */
public record VmTrust(Terms terms, NodeTrust attestation, Instant lostAt) {

  static VmTrust of(TrustType wire) {
    return wire == null
        ? null
        : new VmTrust(
            Terms.of(wire.getTerms()), NodeTrust.of(wire.getAttestation()), wire.getLostAt());
  }

  /** The terms in force; {@code maximalAge} may be null. */
  public record Terms(String policy, Duration maximalAge, String onLoss) {
    static Terms of(TrustTermsType wire) {
      return wire == null
          ? null
          : new Terms(
              wire.getPolicy(),
              wire.getMaximalAge(),
              wire.getOnLoss() == null ? null : wire.getOnLoss().value());
    }
  }
}
