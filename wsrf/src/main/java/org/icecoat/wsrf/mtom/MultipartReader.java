package org.icecoat.wsrf.mtom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The parts of a multipart body (RFC 2046 section 5.1.1), one after the other. A body that ends
 * before its closing delimiter is an error, not an end. For one thread at a time.
 */
final class MultipartReader {
  private static final int BUFFER_BYTES = 1 << 17;
  private static final int MOST_HEADER_BYTES = 16 << 10;
  private static final int MOST_EPILOGUE_BYTES = 64 << 10;

  private final InputStream in;
  private final BoundarySearch delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int limit;

  /** Bytes from {@code start} to here belong to the current part. */
  private int safe;

  private boolean delimiterAtSafe;
  private boolean inPart = true;
  private boolean closed;

  /** Begins before the first part: what is there is a preamble, and is skipped. */
  MultipartReader(InputStream in, String boundary) {
    this.in = in;
    this.delimiter =
        new BoundarySearch(("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
    buffer[0] = '\r';
    buffer[1] = '\n';
    limit = 2;
  }

  /** Skips what is left of the current part; false if there is no further one. */
  boolean next() throws IOException {
    while (inPart && advance()) {
      start = safe;
    }
    return !closed;
  }

  /** One line of the next part's headers, without its end; empty after the last. */
  String headerLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = nextByte(); c != '\n'; c = nextByte()) {
      if (line.length() > MOST_HEADER_BYTES) {
        throw new IOException("A part of the message has too long a header");
      }
      line.append((char) c);
    }
    String text = line.toString().stripTrailing();
    if (text.isEmpty()) {
      inPart = true;
      look();
    }
    return text;
  }

  /** Bytes of the current part, or -1 at its end. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (!inPart || !advance()) {
      return -1;
    }
    int count = Math.min(length, safe - start);
    System.arraycopy(buffer, start, target, offset, count);
    start += count;
    return count;
  }

  /** Whether there are bytes of the part at {@code start}; if not, its delimiter is consumed. */
  private boolean advance() throws IOException {
    while (safe == start && !delimiterAtSafe) {
      refill();
      look();
    }
    if (safe > start) {
      return true;
    }
    start += delimiter.length();
    inPart = false;
    delimiterAtSafe = false;
    endOfDelimiter();
    return false;
  }

  private void look() {
    int found = delimiter.find(buffer, start, limit);
    delimiterAtSafe = found >= 0;
    safe = delimiterAtSafe ? found : Math.max(start, limit - delimiter.length() + 1);
  }

  private void refill() throws IOException {
    System.arraycopy(buffer, start, buffer, 0, limit - start);
    limit -= start;
    start = 0;
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      throw new EOFException("The message ends in the middle of a part");
    }
    limit += count;
  }

  private int nextByte() throws IOException {
    while (start == limit) {
      refill();
    }
    return buffer[start++] & 0xff;
  }

  /** Two hyphens close the body; else white space and a line's end lead to the next part. */
  private void endOfDelimiter() throws IOException {
    int first = nextByte();
    int second = nextByte();
    closed = first == '-' && second == '-';
    if (closed) {
      skipEpilogue();
      return;
    }
    for (int c = second; c != '\n'; c = nextByte()) {
      if (c != ' ' && c != '\t' && c != '\r') {
        throw new IOException("The message's boundary occurs in one of its parts");
      }
    }
  }

  /** To the end, so that the connection can serve the next message. */
  private void skipEpilogue() throws IOException {
    int skipped = limit - start;
    for (int count = 0; count >= 0; count = in.read(buffer, 0, buffer.length)) {
      skipped += count;
      if (skipped > MOST_EPILOGUE_BYTES) {
        throw new IOException("The message goes on after its last part");
      }
    }
  }
}
