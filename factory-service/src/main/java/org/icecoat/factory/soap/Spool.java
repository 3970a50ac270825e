package org.icecoat.factory.soap;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.application.FileContent;
import org.icecoat.factory.fault.FactoryException;

/**
 * Keeps the files of one request on disk, so that memory stays flat; they are gone when it is
 * closed. They have no names, so that the system removes them too if the process is killed.
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final List<FileChannel> files = new ArrayList<>();
  private long bytes;

  Spool(Path folder) {
    this.folder = folder;
  }

  FileContent keep(DataHandler content) {
    try {
      FileChannel file = nameless();
      files.add(file);
      try (InputStream in = content.getInputStream()) {
        return new Kept(file, copy(in, Channels.newOutputStream(file)));
      }
    } catch (IOException e) {
      throw FactoryException.invalid("Application/File", "its content did not arrive whole");
    }
  }

  private FileChannel nameless() throws IOException {
    Path file = Files.createTempFile(folder, "upload-", ".part");
    try {
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(file);
    }
  }

  private long copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long copied = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes += read;
      copied += read;
      if (bytes > ApplicationArchive.MOST_BYTES) {
        throw FactoryException.invalid("Application", "the files have more than 64 MiB together");
      }
      out.write(buffer, 0, read);
    }
    return copied;
  }

  private record Kept(FileChannel file, long bytes) implements FileContent {
    @Override
    public InputStream open() {
      return new FromStart(file);
    }
  }

  /** Reads a file from its first byte on, whoever else reads it. */
  private static final class FromStart extends InputStream {
    private final FileChannel file;
    private long position;

    FromStart(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = file.read(ByteBuffer.wrap(into, offset, length), position);
      position += Math.max(read, 0);
      return read;
    }
  }

  @Override
  public void close() {
    try {
      for (FileChannel file : files) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
