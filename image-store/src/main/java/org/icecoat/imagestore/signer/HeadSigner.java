package org.icecoat.imagestore.signer;

import java.util.OptionalLong;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.TreeHead;

/**
 * Signs heads and counts appends. Every operation may fail with a {@link
 * org.icecoat.imagestore.fault.StoreException}: SIGNER_SILENT (no answer now; what was to be
 * changed may or may not have been), SIGNER_REPLACED (the key or the counter is that of another
 * TPM, or gone).
 */
public interface HeadSigner extends AutoCloseable {
  /** The key whose signatures these are; the same as long as the signer is open. */
  LogKey key();

  /** What guards key and counter. */
  TreeHead.Protection protection();

  /** The ECDSA signature, with SHA-256, of these bytes in DER. */
  byte[] sign(byte[] bytes);

  /** The counter's value; empty if it was never raised. */
  OptionalLong counter();

  /** Adds one to the counter, or gives it its first value; returns the value. */
  long raise();

  @Override
  void close();
}
