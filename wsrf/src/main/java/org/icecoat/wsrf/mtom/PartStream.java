package org.icecoat.wsrf.mtom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The current part of a message; what is left of it can be kept when the next part is wanted. */
final class PartStream extends InputStream {
  private static final int MOST_KEPT_BYTES = 16 << 20;

  private final MultipartReader reader;
  private InputStream kept;

  PartStream(MultipartReader reader) {
    this.reader = reader;
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
    return kept == null ? reader.read(target, offset, length) : kept.read(target, offset, length);
  }

  /** Takes what is left into memory: for envelopes, which are small. */
  void keep() throws IOException {
    if (kept == null) {
      byte[] rest = readNBytes(MOST_KEPT_BYTES);
      if (rest.length == MOST_KEPT_BYTES) {
        throw new IOException("The envelope is too large to be kept");
      }
      kept = new ByteArrayInputStream(rest);
    }
  }
}
