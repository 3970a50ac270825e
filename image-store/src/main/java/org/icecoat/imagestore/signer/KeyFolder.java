package org.icecoat.imagestore.signer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/** A folder of the store's user alone, whose files are replaced whole or not at all. */
final class KeyFolder {
  private static final int MOST_BYTES = 16 * 1024;

  private final Path folder;

  private KeyFolder(Path folder) {
    this.folder = folder;
  }

  static KeyFolder open(Path folder) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return new KeyFolder(folder);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  Optional<byte[]> read(String name) {
    Path file = folder.resolve(name);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new StoreException(
            StoreFault.SIGNER_REPLACED, "A file of the log's key is no such file any more");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** On the disk when this returns. */
  void write(String name, byte[] content) {
    try {
      Path part =
          Files.createTempFile(
              folder,
              name,
              ".part",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(part, content, StandardOpenOption.SYNC);
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private static StoreException broken(IOException cause) {
    return new StoreException(
        StoreFault.SIGNER_SILENT,
        "The folder of the log's key cannot be used; its administrator finds the cause in the log",
        cause);
  }
}
