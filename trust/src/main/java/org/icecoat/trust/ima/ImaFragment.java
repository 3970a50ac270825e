package org.icecoat.trust.ima;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.trust.evidence.Finding;

/**
 * Lines that no quote covers yet, as more of the list has to come: nothing of them is proven.
 * Immutable.
 *
 * @param position after them
 * @param otherBoot that the first line of all is not of the boot that was quoted; empty in later
 *     parts
 */
public record ImaFragment(
    List<ImaEntry> entries, ImaPosition position, Optional<Finding> otherBoot) {
  public ImaFragment {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(otherBoot, "otherBoot");
    entries = List.copyOf(entries);
  }
}
