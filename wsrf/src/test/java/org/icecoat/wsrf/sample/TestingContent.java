package org.icecoat.wsrf.sample;

import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** So many bytes of content, made while they are read. */
public record TestingContent(long size) implements DataSource {
  @Override
  public InputStream getInputStream() {
    return new Bytes(size);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    throw new IOException("This content is only read");
  }

  @Override
  public String getContentType() {
    return "application/octet-stream";
  }

  @Override
  public String getName() {
    return "content";
  }

  private static final class Bytes extends InputStream {
    private long left;

    Bytes(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      left--;
      return left < 0 ? -1 : 7;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(buffer, offset, offset + count, (byte) 7);
      left -= count;
      return count;
    }
  }
}
