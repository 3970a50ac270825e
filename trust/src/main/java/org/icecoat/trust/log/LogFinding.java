package org.icecoat.trust.log;

import java.util.Objects;

/** One thing that is wrong with what a log's owner shows, in a sentence for people. */
public record LogFinding(Reason reason, String detail) {
  /** One constant for each check. */
  public enum Reason {
    /** The key is not the one that this relying party was told. */
    OTHER_KEY,
    /** The head names another log than its key does. */
    OTHER_LOG,
    /** The signature is not one of the log's key over this head. */
    SIGNATURE_WRONG,
    /** The head says that it was made in the future. */
    HEAD_FROM_FUTURE,
    /** The log is shorter than it was: an old copy, or another log. */
    LOG_SHRUNK,
    /** The counter is lower than it was: an old copy, or another counter. */
    COUNTER_WENT_BACK,
    /** The log has grown and its counter has not. */
    COUNTER_NOT_RAISED,
    /** The log is as long as it was and has another content: it was forked. */
    OTHER_ROOT,
    /** The proof that the log continues what is remembered is missing or of other sizes. */
    CONSISTENCY_MISSING,
    /** The log does not continue what is remembered: it was forked. */
    CONSISTENCY_WRONG,
    /** What is remembered was guarded by a TPM, and this is not. */
    PROTECTION_LOST,
    /** It is not proved that a TPM of a known maker guards the log's key and counters. */
    NOT_GUARDED,
    /** The entry is about another image, or about this one with other content. */
    OTHER_IMAGE,
    /** The entry is not of the kind that it is shown for. */
    OTHER_KIND,
    /** A proof is of a log of another size than the head's. */
    OTHER_SIZE,
    /** The entry is not in the log at that place. */
    INCLUSION_WRONG,
    /** The image is retired before it is registered. */
    ORDER_WRONG
  }

  public LogFinding {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }

  @Override
  public String toString() {
    return reason + ": " + detail;
  }
}
