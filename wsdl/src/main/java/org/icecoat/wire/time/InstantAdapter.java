package org.icecoat.wire.time;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeConstants;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/**
 * {@code xsd:dateTime} as an instant. A time without a zone is read as UTC, as WS-ResourceLifetime
 * 1.2 (section 4) demands of termination times; times are written in UTC.
 */
public final class InstantAdapter extends XmlAdapter<String, Instant> {
  private static final int LONGEST = 64;
  private static final int LONGEST_PLAIN = "2026-11-23T09:30:00.123456789Z".length();
  private static final int NANO_DIGITS = 9;

  @Override
  public Instant unmarshal(String text) throws DatatypeConfigurationException {
    String trimmed = text.trim();
    if (trimmed.length() > LONGEST) {
      throw new IllegalArgumentException("An xsd:dateTime was expected, this text is too long");
    }
    try {
      return trimmed.endsWith("Z") ? fast(trimmed) : lexical(trimmed);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "An xsd:dateTime was expected, such as 2026-11-23T09:30:00Z", e);
    }
  }

  /** Most times are as {@link #marshal} writes them; years of five digits and 24:00 are not. */
  private static Instant fast(String text) throws DatatypeConfigurationException {
    boolean plain =
        text.length() >= 20
            && text.length() <= LONGEST_PLAIN
            && text.charAt(10) == 'T'
            && !text.startsWith("24", 11);
    return plain ? OffsetDateTime.parse(text).toInstant() : lexical(text);
  }

  private static Instant lexical(String text) throws DatatypeConfigurationException {
    XMLGregorianCalendar time = DatatypeFactory.newInstance().newXMLGregorianCalendar(text);
    if (!DatatypeConstants.DATETIME.equals(time.getXMLSchemaType())) {
      throw new IllegalArgumentException("An xsd:dateTime was expected, with date and time");
    }
    if (time.getTimezone() == DatatypeConstants.FIELD_UNDEFINED) {
      time.setTimezone(0);
    }
    return time.toGregorianCalendar()
        .toInstant()
        .with(ChronoField.NANO_OF_SECOND, nanoseconds(time.getFractionalSecond()));
  }

  /** A calendar knows milliseconds only: what is signed to the microsecond needs more. */
  private static long nanoseconds(BigDecimal fraction) {
    return fraction == null ? 0 : fraction.movePointRight(NANO_DIGITS).longValue();
  }

  @Override
  public String marshal(Instant time) {
    return time == null ? null : time.toString();
  }
}
