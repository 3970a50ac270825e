package org.icecoat.testbed.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.command.Life;

/**
 * Folders in which products are made; they carry the process that makes them, so that what a killed
 * one has left can be removed and what others are making cannot.
 */
final class Stages {
  private static final String START = "stage-";
  private static final Pattern NAME = Pattern.compile(START + "(\\d+)-(\\d+)-.*");

  private final Path folder;

  Stages(Path folder) {
    this.folder = folder;
  }

  /** Makes an empty one. */
  Path open() {
    Folders.make(folder);
    return Folders.io("make a folder in", folder, () -> Files.createTempDirectory(folder, own()));
  }

  /** Removes those whose process is gone. */
  void sweep() {
    if (Files.isDirectory(folder)) {
      Folders.list(folder).stream().filter(Stages::abandoned).forEach(this::remove);
    }
  }

  /** Of several who find it, the first takes it. */
  private void remove(Path abandoned) {
    Path taken = folder.resolve(own() + abandoned.getFileName());
    if (Folders.io("rename", abandoned, () -> moved(abandoned, taken))) {
      Folders.remove(taken);
    }
  }

  private static boolean moved(Path from, Path to) throws IOException {
    try {
      Files.move(from, to);
      return true;
    } catch (NoSuchFileException another) {
      return false;
    }
  }

  private static String own() {
    Life life = Life.ofThisProcess();
    return START + life.pid() + "-" + life.started() + "-";
  }

  private static boolean abandoned(Path path) {
    Matcher parts = NAME.matcher(path.getFileName().toString());
    return parts.matches() && !new Life(Long.parseLong(parts.group(1)), parts.group(2)).goesOn();
  }
}
