package org.icecoat.imagestore.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** A part of a content file as a stream that reads in large steps; closing it closes the file. */
public final class ContentRange extends InputStream {
  private static final int BUFFER_BYTES = 1 << 18;

  private final FileChannel channel;
  private final long end;
  private long position;

  ContentRange(FileChannel channel, long from, long length) {
    this.channel = channel;
    this.position = from;
    this.end = from + length;
  }

  /** Bytes that are still to be read. */
  public long remaining() {
    return end - position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (remaining() == 0) {
      return -1;
    }
    int wanted = (int) Math.min(length, remaining());
    int count = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
    if (count < 0) {
      throw new IOException("The content file became shorter while it was read");
    }
    position += count;
    return count;
  }

  @Override
  public int available() {
    return (int) Math.min(remaining(), Integer.MAX_VALUE);
  }

  @Override
  public long transferTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, Math.max(1, remaining()))];
    long from = position;
    for (int count = read(buffer); count > 0; count = read(buffer)) {
      out.write(buffer, 0, count);
    }
    return position - from;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
