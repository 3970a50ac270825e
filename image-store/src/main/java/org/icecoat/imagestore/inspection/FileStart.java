package org.icecoat.imagestore.inspection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The beginning and the end of a file: all that the checks read. */
final class FileStart {
  /** The largest cluster of qcow2, in which its header and extensions lie. */
  static final int BYTES = 2 << 20;

  private static final int TRAILER_BYTES = 512;

  private FileStart() {}

  /** The first bytes, as many as there are up to {@link #BYTES}. */
  static ByteBuffer read(Path file) throws IOException {
    return read(file, 0, BYTES);
  }

  /** The last 512 bytes, in which some formats have their magic number. */
  static ByteBuffer readTrailer(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, Math.max(0, channel.size() - TRAILER_BYTES), TRAILER_BYTES);
    }
  }

  private static ByteBuffer read(Path file, long from, int bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return read(channel, from, bytes);
    }
  }

  private static ByteBuffer read(FileChannel channel, long from, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(bytes, channel.size() - from));
    int count;
    do {
      count = channel.read(buffer, from + buffer.position());
    } while (count > 0);
    return buffer.flip();
  }
}
