package org.icecoat.trust.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.tree.Malformed;

/** Reads what {@link FieldWriter} wrote, strictly: every field in its place, nothing after it. */
final class FieldReader {
  /** No field is longer: a name of 4096 characters fits in UTF-8. */
  private static final int LONGEST = 16 * 1024;

  private final ByteBuffer in;

  FieldReader(String heading, byte[] bytes) {
    byte[] expected = heading.getBytes(StandardCharsets.US_ASCII);
    in = ByteBuffer.wrap(bytes);
    if (bytes.length < expected.length
        || !in.slice(0, expected.length).equals(ByteBuffer.wrap(expected))) {
      throw Malformed.because("it does not begin with " + heading.strip());
    }
    in.position(expected.length);
  }

  byte[] bytes(int tag) {
    if (in.remaining() < 1 + Integer.BYTES || in.get() != tag) {
      throw Malformed.because("field " + tag + " is missing");
    }
    int length = in.getInt();
    if (length < 0 || length > LONGEST || length > in.remaining()) {
      throw Malformed.because("field " + tag + " is longer than it may be");
    }
    byte[] value = new byte[length];
    in.get(value);
    return value;
  }

  String text(int tag) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(tag))).toString();
    } catch (CharacterCodingException e) {
      throw Malformed.because("field " + tag + " is no text in UTF-8", e);
    }
  }

  long number(int tag) {
    return ByteBuffer.wrap(sized(tag, Long.BYTES)).getLong();
  }

  Sha256 digest(int tag) {
    return Sha256.of(sized(tag, Sha256.BYTES));
  }

  Instant instant(int tag) {
    return Moment.of(Instant.EPOCH.plus(number(tag), ChronoUnit.MICROS));
  }

  boolean hasMore() {
    return in.hasRemaining();
  }

  void requireEnd() {
    if (in.hasRemaining()) {
      throw Malformed.because("there are bytes after its end");
    }
  }

  private byte[] sized(int tag, int size) {
    byte[] value = bytes(tag);
    if (value.length != size) {
      throw Malformed.because("field " + tag + " has not " + size + " bytes");
    }
    return value;
  }
}
