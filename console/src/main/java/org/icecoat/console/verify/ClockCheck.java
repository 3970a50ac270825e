package org.icecoat.console.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.console.proof.Claim;
import org.icecoat.trust.evidence.ClockRule;
import org.icecoat.trust.evidence.Finding;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.structure.Attestation.ClockReading;

/** Holds a TPM's clock and counts of boots against what is remembered of this TPM. */
final class ClockCheck {
  private final RememberedClocks clocks;
  private final TpmKeys keys;

  ClockCheck(RememberedClocks clocks, TpmKeys keys) {
    this.clocks = clocks;
    this.keys = keys;
  }

  /** What a quote may not go behind. */
  Optional<ClockReading> before() {
    return clocks.find(keys);
  }

  /** Marks the TPM if its quote was refused for an old state. */
  void refused(List<Finding> findings) {
    ClockRule.rolledBack(findings).ifPresent(reason -> clocks.restored(keys));
  }

  /** Remembers what a right quote shows, and says what it proves. */
  List<Claim> claims(VerifiedQuote quote) {
    clocks.keep(keys, quote.clock());
    List<Claim> claims = new ArrayList<>();
    claims.add(
        clocks.alarm(keys).map(why -> Claim.refuted("clock", why)).orElseGet(() -> history(quote)));
    if (clocks.changedKey(keys)) {
      claims.add(
          Claim.unproved(
              "attestation key",
              "another than when this TPM was verified here last: the site has to know why"));
    }
    return claims;
  }

  /** An older state of the TPM would have been refuted with the quote. */
  private Claim history(VerifiedQuote quote) {
    Claim claim =
        switch (quote.boot()) {
          case FIRST_SEEN ->
              Claim.unproved(
                  "clock",
                  "this TPM was not verified here before: an older state would not be noticed");
          case SAME ->
              Claim.proved("clock", "it has gone on since this TPM was verified here last");
          case LATER ->
              Claim.proved("clock", "the node has booted since this TPM was verified here last");
        };
    return keys.endorsement().isPresent() ? claim : claim.statedOnly("if it is a TPM's");
  }
}
