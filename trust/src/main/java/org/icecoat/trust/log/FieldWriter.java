package org.icecoat.trust.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.icecoat.domain.digest.Sha256;

/**
 * Writes a heading and fields: tag (one byte), length (four bytes, big-endian), value. The heading
 * tells what the bytes are, so that no signature or hash of one thing serves for another.
 */
final class FieldWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  FieldWriter(String heading) {
    out.writeBytes(heading.getBytes(StandardCharsets.US_ASCII));
  }

  FieldWriter bytes(int tag, byte[] value) {
    out.write(tag);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
    out.writeBytes(value);
    return this;
  }

  FieldWriter text(int tag, String value) {
    return bytes(tag, value.getBytes(StandardCharsets.UTF_8));
  }

  FieldWriter number(int tag, long value) {
    return bytes(tag, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  FieldWriter digest(int tag, Sha256 value) {
    return bytes(tag, value.bytes());
  }

  /** Microseconds since 1970-01-01T00:00:00Z; {@link Moment} sees to it that they fit. */
  FieldWriter instant(int tag, Instant value) {
    return number(tag, value.getEpochSecond() * 1_000_000L + value.getNano() / 1_000);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
