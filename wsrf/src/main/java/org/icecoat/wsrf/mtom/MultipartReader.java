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
  private static final int LONGEST_HEADER_LINE = 4 << 10;
  private static final int MOST_PADDING_BYTES = 1 << 10;
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
  private int number;

  /** Begins before the first part: what is there is a preamble, and is skipped. */
  MultipartReader(InputStream in, String boundary) {
    this.in = in;
    this.delimiter =
        new BoundarySearch(("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
    buffer[0] = '\r';
    buffer[1] = '\n';
    limit = 2;
    look();
  }

  /** Counts the parts whose headers were read. */
  int number() {
    return number;
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
    for (int c = nextByte(); c != '\r'; c = nextByte()) {
      if (line.length() == LONGEST_HEADER_LINE) {
        throw new IOException("A part of the message has too long a header");
      }
      line.append((char) c);
    }
    requireLineFeed();
    if (line.isEmpty()) {
      inPart = true;
      number++;
      look();
    }
    return line.toString();
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
    safe -= start;
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
    int c = nextByte();
    if (c == '-' && nextByte() == '-') {
      closed = true;
      skipEpilogue();
      return;
    }
    for (int padding = 0; isBlank(c) && padding < MOST_PADDING_BYTES; padding++) {
      c = nextByte();
    }
    if (c != '\r') {
      throw new IOException("The message's boundary occurs in one of its parts");
    }
    requireLineFeed();
  }

  private void requireLineFeed() throws IOException {
    if (nextByte() != '\n') {
      throw new IOException("A line of the message ends in a carriage return alone");
    }
  }

  /** To the end, so that the connection can serve the next message. */
  private void skipEpilogue() throws IOException {
    int skipped = 0;
    while (start < limit || hasMore()) {
      if (skipped == 0 && buffer[start] != '\r' && !isBlank(buffer[start])) {
        throw new IOException("The message's boundary occurs in one of its parts");
      }
      skipped += limit - start;
      start = limit;
      if (skipped > MOST_EPILOGUE_BYTES) {
        throw new IOException("The message goes on after its last part");
      }
    }
  }

  private boolean hasMore() throws IOException {
    start = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }
}
