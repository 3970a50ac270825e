package org.icecoat.trust.policy.appraisal;

import java.time.Instant;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.policy.PolicyId;

/**
 * A node that was what the policy asks for when it answered the challenge in {@link #quote}; only
 * {@link Appraiser} makes one. Immutable.
 */
public final class Trusted implements Appraisal {
  private final VerifiedQuote quote;
  private final PolicyId policy;
  private final Instant appraised;
  private final Instant validUntil;

  Trusted(VerifiedQuote quote, PolicyId policy, Instant appraised, Instant validUntil) {
    this.quote = quote;
    this.policy = policy;
    this.appraised = appraised;
    this.validUntil = validUntil;
  }

  /** Which node, session and TLS key it is about, and what the TPM said. */
  public VerifiedQuote quote() {
    return quote;
  }

  /** The policy that accepts it: the newest that does. */
  public PolicyId policy() {
    return policy;
  }

  @Override
  public Sha256 evidence() {
    return quote.evidence();
  }

  @Override
  public Instant appraised() {
    return appraised;
  }

  /** The end of the policy's maximal age, or of the policy's own time. */
  public Instant validUntil() {
    return validUntil;
  }

  public boolean validAt(Instant time) {
    return time.isBefore(validUntil);
  }

  @Override
  public String toString() {
    return "node %s trusted by %s until %s".formatted(quote.challenge().node(), policy, validUntil);
  }
}
