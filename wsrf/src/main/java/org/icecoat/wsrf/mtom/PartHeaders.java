package org.icecoat.wsrf.mtom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the headers of one part (RFC 2045 section 3); names without regard to case. */
final class PartHeaders {
  private static final int MOST_LINES = 20;

  private PartHeaders() {}

  static Map<String, List<String>> read(MultipartReader reader) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> last = new ArrayList<>();
    int lines = 0;
    for (String line = reader.headerLine(); !line.isEmpty(); line = reader.headerLine()) {
      if (++lines > MOST_LINES) {
        throw new IOException("A part of the message has too many headers");
      }
      boolean goesOn = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      if (goesOn && !last.isEmpty()) {
        last.add(last.remove(last.size() - 1) + " " + line.strip());
      } else {
        last = add(line, headers);
      }
    }
    return headers;
  }

  private static List<String> add(String line, Map<String, List<String>> headers)
      throws IOException {
    int colon = line.indexOf(':');
    String name = line.substring(0, Math.max(0, colon));
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException("A part of the message has a header without a name");
    }
    List<String> values = headers.computeIfAbsent(name, key -> new ArrayList<>());
    values.add(line.substring(colon + 1).strip());
    return values;
  }
}
