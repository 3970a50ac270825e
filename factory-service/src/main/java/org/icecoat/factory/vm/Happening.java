package org.icecoat.factory.vm;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmFailure;

/**
 * An event at a moment.
 *
 * @param description for the history
 * @param failure why, for the events that lead to FAILED
 */
public record Happening(
    VmEvent event, Instant at, Optional<String> description, Optional<VmFailure> failure) {
  public static Happening of(VmEvent event, Instant at) {
    return new Happening(event, at, Optional.empty(), Optional.empty());
  }

  public static Happening of(VmEvent event, Instant at, String description) {
    return new Happening(event, at, Optional.of(description), Optional.empty());
  }

  public static Happening of(VmEvent event, VmFailure failure) {
    return new Happening(
        event, failure.at(), Optional.of(failure.description()), Optional.of(failure));
  }
}
