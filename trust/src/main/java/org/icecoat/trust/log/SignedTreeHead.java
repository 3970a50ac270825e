package org.icecoat.trust.log;

import java.util.Arrays;
import java.util.Objects;
import org.icecoat.trust.log.tree.Malformed;

/** A head with a signature that is not judged yet: ECDSA with SHA-256, in DER. Immutable. */
public final class SignedTreeHead {
  private static final int LONGEST_SIGNATURE = 80;

  private final TreeHead head;
  private final byte[] signature;

  /**
   * Joins the two.
   *
   * @throws org.icecoat.trust.TrustException LOG_MALFORMED, if this is longer than any signature
   */
  public SignedTreeHead(TreeHead head, byte[] signature) {
    if (signature.length > LONGEST_SIGNATURE) {
      throw Malformed.because("its signature is longer than one of a key on P-256");
    }
    this.head = Objects.requireNonNull(head, "head");
    this.signature = signature.clone();
  }

  public TreeHead head() {
    return head;
  }

  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedTreeHead that
        && head.equals(that.head)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return head.hashCode();
  }

  @Override
  public String toString() {
    return head.toString();
  }
}
