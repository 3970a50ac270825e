package org.icecoat.imagestore.signer;

import java.util.Optional;
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
  /** The key whose signatures these are; the same until it is renewed. */
  LogKey key();

  /** Makes a new key, for a log that begins; there is no way back to the old one. */
  void renewKey();

  /** What guards key and counter. */
  TreeHead.Protection protection();

  /** The ECDSA signature, with SHA-256, of these bytes in DER. */
  byte[] sign(byte[] bytes);

  /** The counter's value; empty if it was never raised. */
  OptionalLong counter();

  /** Adds one to the counter, or gives it its first value; returns the value. */
  long raise();

  /** The number of the log's last opening; empty if none was counted yet. */
  OptionalLong openings();

  /** Counts one more opening and returns its number, which no other has. */
  long countOpening();

  /** What proves to others that key and counters lie in a TPM; empty if they do not. */
  default Optional<LogGuard> guard() {
    return Optional.empty();
  }

  @Override
  void close();
}
