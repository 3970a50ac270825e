package org.icecoat.wsrf.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that can be wrong with one element after another of a request. */
final class Edits {
  private static final List<String> NUMBERS =
      List.of("", "-1", "0", "-2147483648", "2147483647", "9223372036854775807", "1e999", "nine");
  private static final List<String> HUGE_NUMBERS = List.of("99999999999999999999", "-0", "0x10");
  private static final List<String> TIMES =
      List.of(
          "",
          "-P1D",
          "PT0S",
          "P9999999999Y",
          "PT9223372036854775807S",
          "yesterday",
          "0001-01-01T00:00:00Z",
          "9999999999-12-31T23:59:59Z",
          "2040-13-45T99:99:99Z");
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a\nb",
          "x'; DROP TABLE vm; --",
          "../../../etc/passwd",
          "${jndi:ldap://localhost/x}",
          "\u202e\ud83d\ude00",
          "n".repeat(70_000));
  private static final List<String> WORDS = List.of("", "Nonsense", "2");

  private Edits() {}

  static List<Edit> of(Part request) {
    List<Edit> edits = new ArrayList<>();
    addAll(edits, List.of(request));
    return edits;
  }

  /** The way to the first attachment of a request; empty if it has none. */
  static List<Part> attachment(Part request) {
    if (request.leaf() != null) {
      boolean attached = request.leaf().getSimpleName().equals("DataHandler");
      return attached ? List.of(request) : List.of();
    }
    for (Part part : request.parts()) {
      List<Part> rest = attachment(part);
      if (!rest.isEmpty()) {
        List<Part> path = new ArrayList<>(List.of(request));
        path.addAll(rest);
        return path;
      }
    }
    return List.of();
  }

  private static void addAll(List<Edit> edits, List<Part> path) {
    Part target = path.get(path.size() - 1);
    for (Edit.Kind kind : Edit.Kind.values()) {
      boolean wholeRequest = path.size() == 1;
      boolean changesCount = kind == Edit.Kind.LEFT_OUT || kind == Edit.Kind.TWICE;
      if (kind != Edit.Kind.TEXT && !(wholeRequest && changesCount)) {
        edits.add(new Edit(path, kind, ""));
      }
    }
    texts(target).forEach(text -> edits.add(new Edit(path, Edit.Kind.TEXT, text)));
    for (Part child : target.parts()) {
      List<Part> longer = new ArrayList<>(path);
      longer.add(child);
      addAll(edits, List.copyOf(longer));
    }
  }

  private static List<String> texts(Part part) {
    if (part.leaf() == null) {
      return List.of("text");
    }
    if (part.leaf().isEnum()) {
      return WORDS;
    }
    return switch (part.leaf().getSimpleName()) {
      case "int", "Integer", "long", "Long" -> both(NUMBERS, HUGE_NUMBERS);
      case "boolean", "Boolean" -> WORDS;
      case "Instant", "Duration" -> TIMES;
      case "DataHandler", "byte[]" -> Arrays.asList("", "no base64 !");
      default -> TEXTS;
    };
  }

  private static List<String> both(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
