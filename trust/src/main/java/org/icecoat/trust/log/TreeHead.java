package org.icecoat.trust.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.tree.Malformed;

/**
 * What a log's owner says of it at one moment.
 *
 * @param log its id: the SHA-256 digest of the signing key's SubjectPublicKeyInfo
 * @param size the number of its entries
 * @param root of the tree over them
 * @param at when this was said, to the microsecond
 * @param counter the value of a counter that grows with every append; no two heads share one
 * @param protection what guards key and counter, as the owner says
 */
public record TreeHead(
    Sha256 log, long size, Sha256 root, Instant at, long counter, Protection protection) {
  private static final String HEADING = "icecoat-tree-head-1\n";
  private static final String INTENTION = "icecoat-tree-intention-2\n";
  private static final String OLD_INTENTION = "icecoat-tree-intention-1\n";

  /** What guards the key and the counter. */
  public enum Protection {
    /** The key cannot leave a TPM, and the counter is one of its NV counters. */
    TPM,
    /** Key and counter are files: whoever reads and writes them can sign and go back. */
    NONE
  }

  public TreeHead {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(protection, "protection");
    at = Moment.of(at);
    if (size < 0 || counter < 0) {
      throw new IllegalArgumentException("A tree's size and counter are not negative");
    }
  }

  /** The bytes that are signed; docs/images.md has their table. */
  public byte[] signedBytes() {
    return written(HEADING).bytes();
  }

  /**
   * What is signed before the counter is raised, and is no head.
   *
   * @param opening number of the log's opening since which the intention counts; empty as long as
   *     openings are not counted
   */
  public byte[] intendedBytes(OptionalLong opening) {
    return opening.isEmpty()
        ? written(OLD_INTENTION).bytes()
        : written(INTENTION).number(0x07, opening.getAsLong()).bytes();
  }

  private FieldWriter written(String heading) {
    return new FieldWriter(heading)
        .digest(0x01, log)
        .number(0x02, size)
        .digest(0x03, root)
        .instant(0x04, at)
        .number(0x05, counter)
        .text(0x06, protection.name());
  }

  /**
   * Reads what {@link #signedBytes} wrote.
   *
   * @throws org.icecoat.trust.TrustException LOG_MALFORMED
   */
  static TreeHead parse(byte[] bytes) {
    FieldReader fields = new FieldReader(HEADING, bytes);
    try {
      TreeHead head =
          new TreeHead(
              fields.digest(0x01),
              fields.number(0x02),
              fields.digest(0x03),
              fields.instant(0x04),
              fields.number(0x05),
              Protection.valueOf(fields.text(0x06)));
      fields.requireEnd();
      return head;
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw Malformed.because("a field of the head holds no value of its kind", e);
    }
  }
}
