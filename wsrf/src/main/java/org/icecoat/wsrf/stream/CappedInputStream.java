package org.icecoat.wsrf.stream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops reading a message at its largest allowed size. What has failed once fails at once from then
 * on: Jetty would wait for a peer that stalls as long again.
 */
public final class CappedInputStream extends FilterInputStream {
  private final long most;
  private long left;
  private IOException failure;

  public CappedInputStream(InputStream in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return (int) counted(() -> in.read(buffer, offset, length));
  }

  @Override
  public long skip(long wanted) throws IOException {
    return counted(() -> in.skip(wanted));
  }

  /** Takes bytes and tells how many, or -1 at the end. */
  private interface Taking {
    long take() throws IOException;
  }

  private long counted(Taking taking) throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    try {
      long taken = taking.take();
      count(Math.max(0, taken));
      return taken;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long read) throws IOException {
    left -= read;
    if (left < 0) {
      throw new IOException("The message is larger than the " + most + " bytes allowed here");
    }
  }
}
