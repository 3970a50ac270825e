package org.icecoat.wire.time;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * {@code xsd:duration} as an exact length of time. Years and months have no exact length: a value
 * that uses them is refused, the sender is asked for days.
 */
public final class DurationAdapter extends XmlAdapter<String, Duration> {
  private static final int LONGEST = 64;

  @Override
  public Duration unmarshal(String text) {
    return text.trim().length() > LONGEST ? refused() : parse(withoutZeroCalendar(text.trim()));
  }

  private static Duration parse(String text) {
    String date = text.substring(0, text.indexOf('T') < 0 ? text.length() : text.indexOf('T'));
    if (date.contains("Y") || date.contains("M")) {
      return refused();
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return refused();
    }
  }

  /** Java's own {@code javax.xml.datatype} writes {@code P0Y0M1DT0H} for a day. */
  private static String withoutZeroCalendar(String text) {
    return text.replaceFirst("^(-?P)0+Y", "$1").replaceFirst("^(-?P)0+M", "$1");
  }

  private static Duration refused() {
    throw new IllegalArgumentException(
        "A duration in days, hours, minutes and seconds was expected, such as P30D or PT90M");
  }

  @Override
  public String marshal(Duration duration) {
    return duration == null ? null : duration.toString();
  }
}
