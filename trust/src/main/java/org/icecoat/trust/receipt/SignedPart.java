package org.icecoat.trust.receipt;

import java.time.Instant;
import org.icecoat.domain.identity.Dn;

/**
 * A part whose signature was verified; only {@link ReceiptVerifier} makes one. Immutable.
 *
 * @param <T> {@link FactoryPart} or {@link NodePart}
 */
public final class SignedPart<T> {
  private final T part;
  private final Dn signer;
  private final Instant signed;
  private final boolean trustedNow;

  SignedPart(T part, Dn signer, Instant signed, boolean trustedNow) {
    this.part = part;
    this.signer = signer;
    this.signed = signed;
    this.trustedNow = trustedNow;
  }

  public T part() {
    return part;
  }

  /** The name in the certificate. */
  public Dn signer() {
    return signer;
  }

  /** When, as the signer says. */
  public Instant signed() {
    return signed;
  }

  /**
   * False if the certificate has ended since, or no list of revoked ones is at hand: then nobody
   * can say any more whether it was a right one.
   */
  public boolean trustedNow() {
    return trustedNow;
  }
}
