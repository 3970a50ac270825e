package org.icecoat.plugin.guest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The node's copy of one output. Its length is where the copy goes on after a restart, so bytes are
 * only ever appended; that more was printed than is kept is a file of its own.
 */
final class OutputFile {
  private final Path file;
  private final Path truncated;

  OutputFile(Path folder, OutputStreamName name) {
    this.file = folder.resolve(name.word());
    this.truncated = folder.resolve(name.word() + ".truncated");
  }

  /** None of what is not there, or goes while this looks. */
  long length() throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  boolean isTruncated() {
    return Files.exists(truncated);
  }

  void append(byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void markTruncated() throws IOException {
    if (!isTruncated()) {
      Files.createFile(truncated);
    }
  }

  /** At most {@code most} bytes from {@code offset} on; none beyond the end. */
  byte[] read(long offset, int most) throws IOException {
    long length = length();
    if (offset >= length) {
      return new byte[0];
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, length - offset));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
        // reads on until the range is full
      }
    }
    return bytes.array();
  }

  void clear() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(truncated);
  }
}
