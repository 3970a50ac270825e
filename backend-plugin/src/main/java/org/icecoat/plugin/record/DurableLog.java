package org.icecoat.plugin.record;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file of lines that is appended to and forced to the disk. Not a channel: that would be closed
 * for everybody if the thread of one who writes is interrupted, as those of guests are.
 */
public final class DurableLog implements AutoCloseable {
  private final FileOutputStream out;
  private long size;

  /** Begins a file anew with that content. */
  @FunctionalInterface
  public interface Opening {
    DurableLog of(Path file, String content) throws IOException;
  }

  private DurableLog(FileOutputStream out, long size) {
    this.out = out;
    this.size = size;
  }

  /** Begins anew with that content. */
  public static DurableLog of(Path file, String content) throws IOException {
    DurableFile.write(file, content);
    long size = content.getBytes(StandardCharsets.UTF_8).length;
    return new DurableLog(new FileOutputStream(file.toFile(), true), size);
  }

  /** Writes all of it; it is on the disk when this returns. */
  public void append(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    out.getFD().sync();
    size += bytes.length;
  }

  /** Bytes of the file. */
  public long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
