package org.icecoat.imagestore.log;

import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.image.ImageId;

/**
 * Something that the store found wrong with itself, in a sentence for people.
 *
 * @param image that is doubtful; empty if it is about the log itself
 */
public record StoreFinding(Code code, Optional<ImageId> image, String description) {
  /** The stable codes that clients see. */
  public enum Code {
    /** The signer has counted for a log that the database does not have. */
    LOG_MISSING,
    /** The log's rows are not those that were signed. */
    LOG_ALTERED,
    /** The log is an old copy: more was signed than it has. */
    LOG_ROLLED_BACK,
    /** The counter is lower than the signed head says. */
    COUNTER_BEHIND,
    /** The log belongs to another key than the signer's. */
    KEY_CHANGED,
    /** Key or counter are of another TPM, or gone. */
    SIGNER_REPLACED,
    /** The TPM does not answer, so that neither head nor counter could be compared. */
    SIGNER_SILENT,
    /** An image's row differs from its entry in the log. */
    ROW_ALTERED,
    /** An image is in the log and not in the catalogue. */
    ROW_DELETED,
    /** An image is in the catalogue and not in the log. */
    ROW_UNLOGGED,
    CONTENT_MISSING,
    CONTENT_LENGTH,
    CONTENT_ALTERED
  }

  public StoreFinding {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(description, "description");
  }

  static StoreFinding ofLog(Code code, String description) {
    return new StoreFinding(code, Optional.empty(), description);
  }

  static StoreFinding of(Code code, ImageId image, String description) {
    return new StoreFinding(code, Optional.of(image), description);
  }
}
