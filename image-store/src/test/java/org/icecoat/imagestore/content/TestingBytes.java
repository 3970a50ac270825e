package org.icecoat.imagestore.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/** Bytes and streams to test with; the same every time. */
public final class TestingBytes {
  private TestingBytes() {}

  public static byte[] of(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  public static byte[] part(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  /** A stream that fails at its first byte, like a connection that was cut. */
  public static InputStream broken() {
    return new Scripted(
        () -> {
          throw new IOException("connection reset at /some/path");
        });
  }

  /** A stream of zeros without end. */
  public static InputStream endless() {
    return new Scripted(() -> Integer.MAX_VALUE);
  }

  /** So many zeros, without holding them. */
  public static InputStream zeros(long count) {
    return new InputStream() {
      private long left = count;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        int some = (int) Math.min(length, left);
        left -= some;
        return some == 0 && length > 0 ? -1 : some;
      }
    };
  }

  /** An empty stream that does something before it says that it is empty. */
  public static InputStream emptyAfter(Runnable action) {
    return new Scripted(
        () -> {
          action.run();
          return -1;
        });
  }

  private interface Reads {
    /** How many bytes there are, or -1 for none any more. */
    int next() throws IOException;
  }

  private static final class Scripted extends InputStream {
    private final Reads reads;

    Scripted(Reads reads) {
      this.reads = reads;
    }

    @Override
    public int read() throws IOException {
      return reads.next() < 0 ? -1 : 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return Math.min(length, reads.next());
    }
  }
}
