package org.icecoat.trust.log;

import java.util.Objects;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.tree.Malformed;

/**
 * A head whose signature has been verified: what a relying party keeps, to notice when the log goes
 * back or forks. Made by {@link ProofCheck}, or read back with its signature verified again.
 */
public final class RememberedHead {
  private static final String HEADING = "icecoat-remembered-head-1\n";
  private static final int LONGEST = 4096;

  private final SignedTreeHead signed;
  private final LogKey key;

  /** Only for a head whose signature has just been verified with this key. */
  RememberedHead(SignedTreeHead signed, LogKey key) {
    this.signed = Objects.requireNonNull(signed, "signed");
    this.key = Objects.requireNonNull(key, "key");
  }

  public TreeHead head() {
    return signed.head();
  }

  /** The log's id. */
  public Sha256 log() {
    return key.id();
  }

  /** What to keep. */
  public byte[] encoded() {
    return new FieldWriter(HEADING)
        .bytes(0x01, signed.head().signedBytes())
        .bytes(0x02, signed.signature())
        .bytes(0x03, key.encoded())
        .bytes();
  }

  /**
   * Reads what {@link #encoded} wrote.
   *
   * @throws org.icecoat.trust.TrustException LOG_MALFORMED, also if the signature is not the key's
   */
  public static RememberedHead decode(byte[] bytes) {
    if (bytes.length > LONGEST) {
      throw Malformed.because("it is longer than a remembered head");
    }
    FieldReader fields = new FieldReader(HEADING, bytes);
    TreeHead head = TreeHead.parse(fields.bytes(0x01));
    SignedTreeHead signed = new SignedTreeHead(head, fields.bytes(0x02));
    LogKey key = LogKey.decode(fields.bytes(0x03));
    fields.requireEnd();
    if (!key.id().equals(head.log()) || !key.signed(signed)) {
      throw Malformed.because("a remembered head is not signed by its log");
    }
    return new RememberedHead(signed, key);
  }

  @Override
  public String toString() {
    return signed.toString();
  }
}
