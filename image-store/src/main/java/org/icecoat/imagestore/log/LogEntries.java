package org.icecoat.imagestore.log;

import java.util.List;
import java.util.stream.Stream;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.trust.log.LogEntry;

/** The entries that an image of the catalogue has in the log. */
final class LogEntries {
  private LogEntries() {}

  static LogEntry registration(RegisteredImage image) {
    return LogEntry.registration(image.manifest(), image.registeredAt(), image.registeredBy());
  }

  static LogEntry retirement(RegisteredImage image, RegisteredImage.Retirement end) {
    return LogEntry.retirement(image.manifest(), new LogEntry.Act(end.at(), end.by(), end.why()));
  }

  /** Of images that were there before the log: in their order, each with its end. */
  static List<LogEntry> of(List<RegisteredImage> images) {
    return images.stream()
        .flatMap(
            image ->
                Stream.concat(
                    Stream.of(registration(image)),
                    image.retirement().stream().map(end -> retirement(image, end))))
        .toList();
  }
}
