package org.icecoat.trust.policy;

import java.util.Objects;
import org.icecoat.domain.digest.Sha256;

/**
 * Which policy exactly.
 *
 * @param version 1 or more; grows with each change
 * @param digest of the document's bytes
 */
public record PolicyId(PolicyName name, int version, Sha256 digest) {
  public PolicyId {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    if (version < 1) {
      throw new IllegalArgumentException("A policy's version is 1 or more, not " + version);
    }
  }

  /** For people: {@code site version 3 (0a1b2c3d4e5f)}. */
  @Override
  public String toString() {
    return "%s version %d (%s)".formatted(name, version, digest.abbreviated());
  }
}
