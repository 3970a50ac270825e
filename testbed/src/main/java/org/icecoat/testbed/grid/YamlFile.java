package org.icecoat.testbed.grid;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes configuration files. */
final class YamlFile {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private YamlFile() {}

  /** Writes the file, with the folders above it, and gives its path. */
  static Path write(Path file, Map<String, ?> content) {
    try {
      Files.createDirectories(file.getParent());
      MAPPER.writeValue(file.toFile(), content);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
