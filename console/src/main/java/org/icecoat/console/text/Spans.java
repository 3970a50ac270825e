package org.icecoat.console.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time: read as {@code 90s}, {@code 2h30m}, {@code 7d}; written as "2 h 13 min". */
public final class Spans {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}[smhdw])+");
  private static final Pattern PART = Pattern.compile("([0-9]{1,9})([smhdw])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private Spans() {}

  /**
   * Reads the short form or that of ISO 8601, such as {@code PT90M}.
   *
   * @throws IllegalArgumentException if it is neither, or not longer than nothing
   */
  public static Duration parse(String text) {
    Duration span = parseOrNone(text);
    if (span.isZero()) {
      throw noTime(text);
    }
    return span;
  }

  /**
   * The same, or no time at all, such as {@code 0s}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Duration parseOrNone(String text) {
    Duration span = FORM.matcher(text).matches() ? sum(text) : iso(text);
    if (span.isNegative()) {
      throw noTime(text);
    }
    return span;
  }

  private static IllegalArgumentException noTime(String text) {
    return new IllegalArgumentException("'" + text + "' is no time at all; give more than 0s");
  }

  private static Duration sum(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(UNITS.get(part.group(2)).multipliedBy(Long.parseLong(part.group(1))));
    }
    return sum;
  }

  private static Duration iso(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no length of time; write it like 90s, 30m, 2h, 1h30m or 7d", e);
    }
  }

  /** The two largest units: "45 s", "2 h 13 min", "3 d 4 h". A negative span is written as 0 s. */
  public static String text(Duration span) {
    if (span.isNegative()) {
      return "0 s";
    }
    if (span.toMinutes() == 0) {
      return span.toSeconds() + " s";
    }
    if (span.toHours() == 0) {
      return two(span.toMinutes(), "min", span.toSecondsPart(), "s");
    }
    return span.toDays() == 0
        ? two(span.toHours(), "h", span.toMinutesPart(), "min")
        : two(span.toDays(), "d", span.toHoursPart(), "h");
  }

  private static String two(long many, String unit, int rest, String lesser) {
    return many + " " + unit + (rest == 0 ? "" : " " + rest + " " + lesser);
  }
}
