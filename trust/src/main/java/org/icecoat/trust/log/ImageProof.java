package org.icecoat.trust.log;

import java.util.Objects;
import java.util.Optional;
import org.icecoat.trust.log.tree.LogConsistency;
import org.icecoat.trust.log.tree.LogInclusion;

/**
 * All that a log's owner shows for one image. Nothing of it is judged yet.
 *
 * @param shown head, key and growth
 * @param registration the image's entry
 * @param retirement a later entry, if the image has been retired; that there is none cannot be
 *     proved by one that is not shown
 */
public record ImageProof(Shown shown, Logged registration, Optional<Logged> retirement) {
  /**
   * The head and what ties it to an older one.
   *
   * @param growth from the size that the relying party remembers, if it asked for that
   */
  public record Shown(SignedTreeHead head, LogKey key, Optional<LogConsistency> growth) {
    public Shown {
      Objects.requireNonNull(head, "head");
      Objects.requireNonNull(key, "key");
    }
  }

  /** An entry with its place. */
  public record Logged(LogEntry entry, LogInclusion inclusion) {}

  public ImageProof {
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(registration, "registration");
  }
}
