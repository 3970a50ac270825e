package org.icecoat.trust.evidence.vm;

import org.icecoat.trust.evidence.VerifiedQuote;

/**
 * A statement of a VM to which a right quote is bound; only {@link VmVerifier} makes one. What the
 * TPM is, and what was measured, the quote leaves to others to judge. Immutable.
 */
public final class VerifiedVm {
  private final VerifiedQuote quote;
  private final VmStatement statement;

  VerifiedVm(VerifiedQuote quote, VmStatement statement) {
    this.quote = quote;
    this.statement = statement;
  }

  /** With the node's name and TLS key in its challenge. */
  public VerifiedQuote quote() {
    return quote;
  }

  public VmStatement statement() {
    return statement;
  }
}
