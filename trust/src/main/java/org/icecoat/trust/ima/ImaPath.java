package org.icecoat.trust.ima;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.icecoat.trust.structure.Octets;

/** Paths of the kernel are any bytes; this shows them so that no two look alike. */
final class ImaPath {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;

  private ImaPath() {}

  static String printed(Octets raw) {
    byte[] bytes = raw.bytes();
    if (isPlain(bytes)) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      StringBuilder shown = new StringBuilder();
      text.codePoints().forEach(point -> append(point, shown));
      return shown.toString();
    } catch (CharacterCodingException e) {
      StringBuilder shown = new StringBuilder();
      for (byte each : bytes) {
        appendByte(each, shown);
      }
      return shown.toString();
    }
  }

  private static void appendByte(byte raw, StringBuilder shown) {
    if (raw < 0) {
      shown.append("\\x%02x".formatted(raw & 0xff));
    } else {
      append(raw, shown);
    }
  }

  private static void append(int point, StringBuilder shown) {
    if (Character.isISOControl(point) || point == '\\') {
      shown.append("\\x%02x".formatted(point));
    } else {
      shown.appendCodePoint(point);
    }
  }

  private static boolean isPlain(byte[] bytes) {
    for (byte each : bytes) {
      if (each < FIRST_PRINTABLE || each == DELETE || each == '\\') {
        return false;
      }
    }
    return true;
  }
}
