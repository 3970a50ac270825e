package org.icecoat.console.deploy;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.text.Sizes;
import org.icecoat.wire.types.ApplicationFileType;

/** The files of an application; a folder stands for all files in it. */
final class Uploads {
  private static final int MOST_FILES = 256;
  private static final long MOST_BYTES = 64L << 20;

  private final Path folder;
  private final List<ApplicationFileType> files = new ArrayList<>();
  private long bytes;

  Uploads(Path folder) {
    this.folder = folder;
  }

  /**
   * Each given as {@code FILE} or {@code FILE:PATH}; without a path the file keeps its name.
   *
   * @throws ConsoleException USAGE, if a file cannot be read or they are too many or too large
   */
  List<ApplicationFileType> files(List<String> uploads) {
    for (String upload : uploads) {
      add(upload);
    }
    return files;
  }

  private void add(String upload) {
    int split = upload.lastIndexOf(':');
    boolean whole = split < 0 || Files.exists(folder.resolve(upload));
    Path source = folder.resolve(whole ? upload : upload.substring(0, split)).normalize();
    String target = whole ? source.getFileName().toString() : upload.substring(split + 1);
    if (Files.isDirectory(source)) {
      addFolder(source, target);
    } else {
      addFile(source, target);
    }
  }

  private void addFolder(Path source, String target) {
    try (Stream<Path> walk = Files.walk(source)) {
      walk.filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> addFile(file, Path.of(target).resolve(source.relativize(file)) + ""));
    } catch (IOException e) {
      throw wrong(source + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private void addFile(Path source, String target) {
    if (!Files.isReadable(source) || !Files.isRegularFile(source)) {
      throw wrong(source + " is no file that you can read", null);
    }
    ApplicationFileType wire = new ApplicationFileType();
    wire.setPath(Path.of(target).normalize().toString());
    wire.setExecutable(Files.isExecutable(source));
    wire.setContent(new DataHandler(new FileDataSource(source.toFile())));
    files.add(wire);
    count(source);
  }

  private void count(Path source) {
    try {
      bytes += Files.size(source);
    } catch (IOException e) {
      throw wrong(source + " cannot be read: " + e.getMessage(), e);
    }
    if (files.size() > MOST_FILES) {
      throw wrong("more than " + MOST_FILES + " files; pack them into an archive", null);
    }
    if (bytes > MOST_BYTES) {
      throw wrong(
          "the files are larger than "
              + Sizes.bytes(MOST_BYTES)
              + " together; what is larger belongs into an image or a dataset",
          null);
    }
  }

  private static ConsoleException wrong(String what, Throwable cause) {
    return new ConsoleException(ConsoleFault.USAGE, "upload: " + what, cause);
  }
}
