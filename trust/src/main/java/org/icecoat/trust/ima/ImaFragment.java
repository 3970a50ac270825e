package org.icecoat.trust.ima;

import java.util.List;

/**
 * Lines that no quote covers yet, as more of the list has to come: nothing of them is proven.
 * Immutable.
 *
 * @param position after them
 */
public record ImaFragment(List<ImaEntry> entries, ImaPosition position) {
  public ImaFragment {
    entries = List.copyOf(entries);
  }
}
