package org.icecoat.trust.evidence;

import java.time.Instant;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.Attestation.ClockReading;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;

/**
 * A quote that the {@link QuoteVerifier} found to be right; nobody else can make one. Immutable.
 */
public final class VerifiedQuote {
  private final Proof proof;

  /** What is known of it. */
  record Proof(
      AttestationKey key,
      Challenge challenge,
      PcrValues values,
      Moment moment,
      Sha256 evidence,
      Instant asked) {}

  /** When in the life of the TPM it was made. */
  record Moment(ClockReading clock, ClockRule.Boot boot, long firmwareVersion) {}

  VerifiedQuote(Proof proof) {
    this.proof = proof;
  }

  public AttestationKey key() {
    return proof.key();
  }

  /** The challenge that it answers: node, session and TLS key. */
  public Challenge challenge() {
    return proof.challenge();
  }

  public PcrSelection selection() {
    return proof.values().selection();
  }

  /** The PCRs as they were in the TPM. */
  public PcrValues values() {
    return proof.values();
  }

  public ClockReading clock() {
    return proof.moment().clock();
  }

  /** Whether logs go on or begin anew. */
  public ClockRule.Boot boot() {
    return proof.moment().boot();
  }

  /** Of the TPM itself, as its maker counts. */
  public long firmwareVersion() {
    return proof.moment().firmwareVersion();
  }

  /** Names the evidence from which this was verified. */
  public Sha256 evidence() {
    return proof.evidence();
  }

  /** When the challenge was issued: what is quoted was so then, or later. */
  public Instant asked() {
    return proof.asked();
  }
}
