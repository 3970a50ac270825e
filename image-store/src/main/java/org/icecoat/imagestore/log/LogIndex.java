package org.icecoat.imagestore.log;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.log.LogEntry;

/** The log's entries by image, in memory. Safe for many readers beside one writer. */
final class LogIndex {
  private final Map<ImageId, LoggedImage> images = new ConcurrentHashMap<>();

  /** Takes up one entry; of two of a kind for one image, the first counts. */
  void add(long position, LogEntry entry) {
    LoggedImage.Place place = new LoggedImage.Place(position, entry);
    if (entry.kind() == LogEntry.Kind.REGISTRATION) {
      images.putIfAbsent(entry.image().id(), new LoggedImage(place, Optional.empty()));
    } else {
      images.computeIfPresent(
          entry.image().id(),
          (id, known) ->
              known.retirement().isPresent()
                  ? known
                  : new LoggedImage(known.registration(), Optional.of(place)));
    }
  }

  Optional<LoggedImage> find(ImageId id) {
    return Optional.ofNullable(images.get(id));
  }

  Set<ImageId> ids() {
    return Set.copyOf(images.keySet());
  }
}
