package org.icecoat.console.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The file system of a host, and where its programs are. */
final class HostFiles {
  private final Path root;
  private final List<Path> folders;

  /**
   * @param root of the file system
   * @param path the variable PATH; system folders are looked through too
   */
  HostFiles(Path root, String path) {
    this.root = root;
    this.folders =
        Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/bin", "/sbin"))
            .filter(folder -> folder.startsWith("/"))
            .map(this::at)
            .toList();
  }

  /** The place of an absolute path. */
  Path at(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** A program that can be run. */
  Optional<Path> program(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
