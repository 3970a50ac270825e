package org.icecoat.factory.soap;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.application.FileContent;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;

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
    FileChannel file = newFile();
    try (InputStream in = content.getInputStream()) {
      return new Kept(file, copy(in, file));
    } catch (IOException e) {
      throw FactoryException.invalid("Application/File", "its content did not arrive whole");
    }
  }

  private FileChannel newFile() {
    try {
      FileChannel file = nameless();
      files.add(file);
      return file;
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static FactoryException noRoom(IOException e) {
    return new FactoryException(
        FactoryFault.UPLOADS_FULL,
        "The factory cannot keep the application's files now; try again later, or tell its"
            + " administrator.",
        e);
  }

  private FileChannel nameless() throws IOException {
    Path file = Files.createTempFile(folder, "upload-", ".part");
    try {
      return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Copies what arrives.
   *
   * @throws IOException if it does not arrive
   */
  private long copy(InputStream in, FileChannel out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long copied = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes += read;
      copied += read;
      if (bytes > ApplicationArchive.MOST_BYTES) {
        throw FactoryException.invalid("Application", "the files have more than 64 MiB together");
      }
      write(ByteBuffer.wrap(buffer, 0, read), out);
    }
    return copied;
  }

  private static void write(ByteBuffer content, FileChannel out) {
    try {
      while (content.hasRemaining()) {
        out.write(content);
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
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
