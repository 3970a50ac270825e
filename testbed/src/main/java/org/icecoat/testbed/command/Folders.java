package org.icecoat.testbed.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** Files and folders, with this module's failure in place of checked exceptions. */
public final class Folders {
  private Folders() {}

  /** Makes the folder and those above it, if they are not there. */
  public static Path make(Path folder) {
    return io("make", folder, () -> Files.createDirectories(folder));
  }

  /** Writes the whole file or, on failure, leaves the old one as it was. */
  public static Path write(Path file, String text) {
    make(file.toAbsolutePath().getParent());
    return io(
        "write",
        file,
        () -> {
          Path fresh = file.resolveSibling(file.getFileName() + ".new");
          Files.writeString(fresh, text);
          return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  public static String read(Path file) {
    return io("read", file, () -> Files.readString(file, StandardCharsets.UTF_8));
  }

  public static List<Path> list(Path folder) {
    return io(
        "list",
        folder,
        () -> {
          try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
          }
        });
  }

  /** Removes a file or a folder with all that is in it; nothing happens if it is not there. */
  public static void remove(Path folder) {
    io("remove", folder, () -> removeTree(folder));
  }

  private static Path removeTree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException gone) {
      return folder;
    }
    return folder;
  }

  /** Does something with a file whose failure this module reports as its own. */
  public static <T> T io(String verb, Path path, Action<T> action) {
    try {
      return action.run();
    } catch (IOException | UncheckedIOException e) {
      throw new TestbedException(
          TestbedFault.FILE_FAILED, "Cannot " + verb + " " + path + ": " + e.getMessage(), e);
    }
  }

  /** Work on a file. */
  public interface Action<T> {
    T run() throws IOException;
  }
}
