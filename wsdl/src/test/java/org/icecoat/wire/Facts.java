package org.icecoat.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a standard says, by name: the facts of two sources are compared one by one. */
final class Facts {
  private Facts() {}

  /** The facts of a file: lines such as {@code type X = ...}, and comments. */
  static SortedMap<String, String> read(String resource) {
    try (InputStream in = Objects.requireNonNull(Facts.class.getResourceAsStream(resource))) {
      SortedMap<String, String> facts = new TreeMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" = ", 2))
          .forEach(fact -> facts.put(fact[0], fact[1]));
      return facts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each name whose fact is not the same, with both. */
  static List<String> differences(Map<String, String> standard, Map<String, String> ours) {
    return Stream.concat(standard.keySet().stream(), ours.keySet().stream())
        .distinct()
        .sorted()
        .filter(name -> !Objects.equals(standard.get(name), ours.get(name)))
        .map(name -> name + "\n  standard " + standard.get(name) + "\n  ours     " + ours.get(name))
        .toList();
  }
}
