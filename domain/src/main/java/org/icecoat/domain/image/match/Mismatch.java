package org.icecoat.domain.image.match;

/** One reason why an image does not fit; the description is a plain sentence for people. */
public record Mismatch(Code code, String description) {
  /** The stable codes that clients see. */
  public enum Code {
    OTHER_ID,
    OTHER_NAME,
    OTHER_ARCHITECTURE,
    OPERATING_SYSTEM_UNKNOWN,
    OTHER_OPERATING_SYSTEM,
    OTHER_OPERATING_SYSTEM_VERSION,
    COMPONENT_MISSING,
    OTHER_COMPONENT_VERSION,
    TEXT_NOT_FOUND,
    NO_DISK,
    RETIRED
  }
}
