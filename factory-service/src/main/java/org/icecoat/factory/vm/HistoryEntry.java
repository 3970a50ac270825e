package org.icecoat.factory.vm;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.vm.VmState;

/** A line of a VM's history: what happened, and the state that it left the VM in. */
public record HistoryEntry(Instant at, VmState state, String event, Optional<String> description) {
  private static final int MOST_TEXT = 1024;

  public HistoryEntry {
    description =
        description.map(text -> text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT));
  }
}
