package org.icecoat.trust.receipt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.icecoat.trust.structure.Octets;

/**
 * Text of one line a field, {@code name: value}, in a fixed order, in UTF-8. What is absent is a
 * hyphen. The same values always give the same bytes; what a line cannot hold is written as the
 * bytes of UTF-8 in hexadecimal, {@code %0A}.
 */
final class Lines {
  private static final String ABSENT = "-";
  private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Lines() {}

  /** A time as receipts keep it: from 1970 to 9999, to the microsecond. */
  static Instant moment(Instant at) {
    if (at.isBefore(Instant.EPOCH) || at.isAfter(END)) {
      throw new IllegalArgumentException("A receipt knows the years 1970 to 9999 only");
    }
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  /** Writes. */
  static final class Writer {
    private final StringBuilder text = new StringBuilder();

    Writer line(String name, String value) {
      String line = ABSENT.equals(value) ? "%2D" : escaped(value);
      text.append(name).append(": ").append(line).append('\n');
      return this;
    }

    Writer line(String name, Optional<String> value) {
      if (value.isPresent()) {
        return line(name, value.get());
      }
      text.append(name).append(": ").append(ABSENT).append('\n');
      return this;
    }

    Octets octets() {
      return Octets.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String escaped(String value) {
    StringBuilder out = new StringBuilder();
    value
        .codePoints()
        .forEach(
            c -> {
              if (c == '%'
                  || Character.isISOControl(c)
                  || Character.getType(c) == Character.FORMAT) {
                for (byte each : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  out.append("%%%02X".formatted(each));
                }
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /** Reads; whatever is wrong is an IllegalArgumentException or a DateTimeException. */
  static final class Reader {
    private final Iterator<String> lines;

    Reader(Octets document) {
      String text = decoded(ByteBuffer.wrap(document.bytes()));
      if (!text.endsWith("\n")) {
        throw new IllegalArgumentException("its last line has no end");
      }
      lines = Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1)).iterator();
    }

    Optional<String> optional(String name) {
      String start = name + ": ";
      String line = lines.hasNext() ? lines.next() : "";
      if (!line.startsWith(start)) {
        throw new IllegalArgumentException("the line '" + name + "' is not in its place");
      }
      String value = line.substring(start.length());
      return ABSENT.equals(value) ? Optional.empty() : Optional.of(unescaped(value));
    }

    String required(String name) {
      return optional(name)
          .orElseThrow(() -> new IllegalArgumentException("there is no '" + name + "'"));
    }

    Optional<Instant> time(String name) {
      return optional(name).map(Instant::parse);
    }

    void end() {
      if (lines.hasNext()) {
        throw new IllegalArgumentException("there are more lines than there should be");
      }
    }
  }

  private static String unescaped(String value) {
    byte[] in = value.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%' && i + 2 < in.length) {
        out.put((byte) Integer.parseInt(new String(in, i + 1, 2, StandardCharsets.US_ASCII), 16));
        i += 2;
      } else {
        out.put(in[i]);
      }
    }
    return decoded(out.flip());
  }

  private static String decoded(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is no text in UTF-8", e);
    }
  }
}
