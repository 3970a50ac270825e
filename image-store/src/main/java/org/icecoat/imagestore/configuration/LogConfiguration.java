package org.icecoat.imagestore.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * The image log.
 *
 * @param folder of the log's key; null is the folder {@code log-key} beside the one of content
 * @param check how often the store looks at itself; 10 minutes by default
 */
public record LogConfiguration(Path folder, Duration check) {
  private static final Duration DEFAULT_CHECK = Duration.ofMinutes(10);
  private static final Duration LEAST_CHECK = Duration.ofSeconds(1);

  public LogConfiguration {
    check = Objects.requireNonNullElse(check, DEFAULT_CHECK);
    if (check.compareTo(LEAST_CHECK) < 0) {
      throw new IllegalArgumentException("check must be at least 1s");
    }
  }
}
