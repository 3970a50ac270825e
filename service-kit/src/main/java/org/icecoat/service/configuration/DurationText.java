package org.icecoat.service.configuration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d}.
 */
public final class DurationText {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,12}) ?(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private DurationText() {}

  /**
   * Reads the short form or the one of ISO 8601, such as {@code PT30S}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Duration parse(String text) {
    Matcher form = SHORT.matcher(text.strip());
    if (form.matches()) {
      return UNITS.get(form.group(2)).multipliedBy(Long.parseLong(form.group(1)));
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration; write it like 30s, 5m, 2h, 7d or PT30S", e);
    }
  }
}
