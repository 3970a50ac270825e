package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One document of the repository. */
record Document(Path file) {
  static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("`([A-Z_]+)`");

  /** By its path from the repository's top. */
  static Document of(String path) {
    return new Document(TOP.resolve(path));
  }

  String text() {
    return read(file);
  }

  /** What stands between {@code <!-- name: … -->} and the {@code <!-- end -->} after it. */
  String part(String name) {
    String text = text();
    int mark = text.indexOf("<!-- " + name + ":");
    assertThat(mark).as("the part '%s' of %s", name, file).isNotNegative();
    return text.substring(text.indexOf('\n', mark) + 1, text.indexOf("<!-- end -->", mark));
  }

  /** What stands in the fenced block of such a part. */
  String block(String name) {
    String part = part(name);
    int from = part.indexOf("```");
    return part.substring(part.indexOf('\n', from) + 1, part.lastIndexOf("```"));
  }

  /** The rows of the table in a part, without its head; each a list of trimmed cells. */
  List<List<String>> table(String name) {
    return part(name)
        .lines()
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> List.of(line.substring(1).split("(?<!\\\\)\\|", -1)))
        .map(cells -> cells.stream().map(String::strip).collect(Collectors.toList()))
        .toList();
  }

  /** The codes in the first column of such a table. */
  List<String> codes(String name) {
    return table(name).stream()
        .flatMap(row -> CODE.matcher(row.get(0)).results())
        .map(code -> code.group(1))
        .toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
