package org.icecoat.console.text;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Moments in the user's own zone, and how far away they are. */
public final class Moments {
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd[ ]['T']HH:mm[:ss]", Locale.ROOT);

  private final Clock clock;
  private final ZoneId zone;

  public Moments(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  /** {@code 2026-11-23 14:05:00 CET}. */
  public String full(Instant moment) {
    return FULL.format(moment.atZone(zone));
  }

  /** Only the time if the moment is today: {@code 14:05:00}. */
  public String brief(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    LocalDate today = LocalDate.now(clock.withZone(zone));
    return local.toLocalDate().equals(today) ? TIME.format(local) : FULL.format(local);
  }

  /** {@code 2 h 13 min left}, or {@code over since 5 min}. */
  public String left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative()
        ? "over since " + Spans.text(left.negated())
        : Spans.text(left) + " left";
  }

  /** Whether it has come. */
  public boolean over(Instant end) {
    return !clock.instant().isBefore(end);
  }

  /** {@code 5 min ago}. */
  public String ago(Instant past) {
    return Spans.text(Duration.between(past, clock.instant())) + " ago";
  }

  /** Both: {@code 2026-11-23 14:05:00 CET (2 h 13 min left)}. */
  public String end(Instant end) {
    return full(end) + " (" + left(end) + ")";
  }

  /**
   * The same for what is over: without a sign it is so long ago ("2h").
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public Instant past(String text) {
    return text.matches("([0-9]+[smhdw])+")
        ? clock.instant().minus(Spans.parse(text))
        : parse(text);
  }

  /** Whether the text is a length from now on, and so another moment whenever it is read. */
  public static boolean isFromNow(String text) {
    return text.startsWith("+");
  }

  /**
   * Reads a moment: with a zone as in ISO 8601, or in the user's own zone, or from now ("+2h").
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public Instant parse(String text) {
    if (isFromNow(text)) {
      return clock.instant().plus(Spans.parse(text.substring(1)));
    }
    try {
      return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})$")
          ? ZonedDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text, SHORT).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no moment; write it like 2026-11-23T14:05, 2026-11-23T13:05:00Z or +2h",
          e);
    }
  }
}
