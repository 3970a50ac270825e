package org.icecoat.testbed.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.icecoat.testbed.command.Folders;

/** Puts files into the tree of an image. */
final class Resources {
  private Resources() {}

  /** The text of a file beside this class. */
  static String text(String name) {
    try (InputStream stream = Resources.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("The jar lacks " + name, e);
    }
  }

  /** Writes a file that everyone may run. */
  static Path program(Path file, String text) {
    Folders.write(file, text);
    return runnable(file);
  }

  /** Copies a file; its permissions come along, its owner does not. */
  static Path copy(Path from, Path to) {
    Folders.make(to.getParent());
    return Folders.io("copy", from, () -> Files.copy(from, to));
  }

  static Path link(Path file, String target) {
    Folders.make(file.getParent());
    return Folders.io("link", file, () -> Files.createSymbolicLink(file, Path.of(target)));
  }

  static Path runnable(Path file) {
    return Folders.io(
        "make runnable",
        file,
        () -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x")));
  }
}
