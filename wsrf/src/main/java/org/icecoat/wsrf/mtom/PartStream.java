package org.icecoat.wsrf.mtom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The bytes of one part as they arrive. Once the next part was asked for, what was not read of this
 * one is there only if it was kept before.
 */
final class PartStream extends InputStream {
  private final MultipartReader reader;
  private final Map<String, List<String>> headers;
  private final int number;
  private boolean ended;
  private InputStream kept;

  private PartStream(MultipartReader reader, Map<String, List<String>> headers) {
    this.reader = reader;
    this.headers = headers;
    this.number = reader.number();
  }

  /** Reads the headers of the part that the reader is before. */
  static PartStream of(MultipartReader reader) throws IOException {
    return new PartStream(reader, PartHeaders.read(reader));
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  /** The header's first value, or null. */
  String header(String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.get(0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    return kept == null ? arriving(target, offset, length) : kept.read(target, offset, length);
  }

  private int arriving(byte[] target, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    if (reader.number() != number) {
      throw new IOException("This part of the message is over: the next one was asked for");
    }
    int count = reader.read(target, offset, length);
    ended = count < 0;
    return count;
  }

  /** Takes what is left into memory, of which there must be less than that many bytes. */
  void keep(int bytes) throws IOException {
    if (kept == null) {
      byte[] rest = readNBytes(bytes);
      if (rest.length == bytes) {
        throw new IOException("The envelope is larger than the " + bytes + " bytes allowed here");
      }
      kept = new ByteArrayInputStream(rest);
    }
  }
}
