package org.icecoat.factory;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;

/**
 * How long things may take, and how often the factory looks.
 *
 * @param preparation how long a node may prepare a VM; 2 hours by default
 * @param start how long a guest may take to report; 15 minutes by default
 * @param watch how often each node is looked at; 15 seconds by default
 * @param missed after so many unanswered looks in a row a node is unreachable; 3 by default
 * @param retention how long a destroyed VM can still be looked at; 7 days by default
 * @param threads how much is worked on at the same time; 16 by default
 */
public record TimesConfiguration(
    Duration preparation,
    Duration start,
    Duration watch,
    Integer missed,
    Duration retention,
    Integer threads) {
  private static final int MOST_THREADS = 1000;

  public TimesConfiguration {
    preparation = requireNonNullElse(preparation, Duration.ofHours(2));
    start = requireNonNullElse(start, Duration.ofMinutes(15));
    watch = requireNonNullElse(watch, Duration.ofSeconds(15));
    missed = requireNonNullElse(missed, 3);
    retention = requireNonNullElse(retention, Duration.ofDays(7));
    threads = requireNonNullElse(threads, 16);
    if (missed < 1 || threads < 2 || threads > MOST_THREADS) {
      throw new IllegalArgumentException("missed must be 1 or more, threads 2 to 1000");
    }
    if (watch.isNegative() || watch.isZero() || retention.isNegative()) {
      throw new IllegalArgumentException("watch must be more than nothing, retention not negative");
    }
  }

  static TimesConfiguration usual() {
    return new TimesConfiguration(null, null, null, null, null, null);
  }
}
