package org.icecoat.imagestore.log;

import java.util.Optional;
import org.icecoat.trust.log.LogEntry;

/** What the log says of one image. */
public record LoggedImage(Place registration, Optional<Place> retirement) {
  /** An entry and its position. */
  public record Place(long position, LogEntry entry) {}

  /** As it was when the log had so many entries; empty if the image was not in it. */
  Optional<LoggedImage> at(long size) {
    return registration.position() < size
        ? Optional.of(
            new LoggedImage(registration, retirement.filter(end -> end.position() < size)))
        : Optional.empty();
  }
}
