package org.icecoat.factory.soap;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.application.FileContent;
import org.icecoat.factory.fault.FactoryException;

/**
 * Keeps the files of one request on disk, so that memory stays flat; they are gone when it is
 * closed.
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final List<Path> files = new ArrayList<>();
  private long bytes;

  Spool(Path folder) {
    this.folder = folder;
  }

  FileContent keep(DataHandler content) {
    try {
      Path file = Files.createTempFile(folder, "upload-", ".part");
      files.add(file);
      try (InputStream in = content.getInputStream();
          OutputStream out = Files.newOutputStream(file)) {
        return new Kept(file, copy(in, out));
      }
    } catch (IOException e) {
      throw FactoryException.invalid("Application/File", "its content did not arrive whole");
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

  private record Kept(Path file, long bytes) implements FileContent {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }

  @Override
  public void close() {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
