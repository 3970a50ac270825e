package org.icecoat.imagestore.content;

/** Something that is no longer as it was registered, in a sentence for people. */
public record AuditFinding(Code code, String description) {
  /** The stable codes that clients see. */
  public enum Code {
    CONTENT_MISSING,
    CONTENT_LENGTH,
    CONTENT_ALTERED,
    CHUNK_ALTERED,
    CHUNK_HASHES_ALTERED,
    MANIFEST_ALTERED,
    LOG_INCONSISTENT
  }
}
