package org.icecoat.domain.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes tagged fields whose length precedes their value, so that no two lists look the same. */
final class FieldWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  FieldWriter(byte[] heading) {
    out.writeBytes(heading);
  }

  /** A text, in UTF-8. */
  void text(int tag, String value) {
    bytes(tag, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A number, in eight bytes, big-endian. */
  void number(int tag, long value) {
    bytes(tag, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  void bytes(int tag, byte[] value) {
    out.write(tag);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
    out.writeBytes(value);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
