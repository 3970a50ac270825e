package org.icecoat.console.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.icecoat.wire.types.TrustTermsType;
import org.icecoat.wire.vm.AttestationType;
import org.icecoat.wire.vm.TrustType;

/**
 * How much trust a VM needs in its node, and what that proved. Null where absent: {@code
 * attestation} (it has no node yet) and {@code lostAt} (trust is not lost).
 */
public record VmTrust(Terms terms, Attestation attestation, Instant lostAt) {

  static VmTrust of(TrustType wire) {
    return wire == null
        ? null
        : new VmTrust(
            Terms.of(wire.getTerms()), Attestation.of(wire.getAttestation()), wire.getLostAt());
  }

  /** The terms in force; {@code maximalAge} may be null. */
  public record Terms(String policy, Duration maximalAge, String onLoss) {
    static Terms of(TrustTermsType wire) {
      return new Terms(
          wire.getPolicy(),
          wire.getMaximalAge(),
          wire.getOnLoss() == null ? null : wire.getOnLoss().value());
    }
  }

  /** What the node proved last; all but {@code verdict} and {@code reasons} may be null. */
  public record Attestation(
      String verdict,
      Instant at,
      Duration age,
      Instant validUntil,
      String policy,
      List<String> reasons,
      String evidence) {

    static Attestation of(AttestationType wire) {
      return wire == null
          ? null
          : new Attestation(
              wire.getVerdict().value(),
              wire.getAt(),
              wire.getAge(),
              wire.getValidUntil(),
              wire.getPolicy(),
              List.copyOf(wire.getReason()),
              wire.getEvidence());
    }
  }
}
