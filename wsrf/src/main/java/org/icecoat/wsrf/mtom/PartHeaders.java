package org.icecoat.wsrf.mtom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers of one part; names without regard to case. */
final class PartHeaders {
  private static final int MOST = 20;

  private PartHeaders() {}

  static Map<String, List<String>> read(MultipartReader reader) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> last = new ArrayList<>();
    int lines = 0;
    for (String line = reader.headerLine(); !line.isEmpty(); line = reader.headerLine()) {
      if (++lines > MOST) {
        throw new IOException("A part of the message has too many headers");
      }
      if (Character.isWhitespace(line.charAt(0)) && !last.isEmpty()) {
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
    if (colon < 1) {
      throw new IOException("A part of the message has a header without a name");
    }
    List<String> values =
        headers.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>());
    values.add(line.substring(colon + 1).strip());
    return values;
  }

  /** The header's first value, or null. */
  static String first(Map<String, List<String>> headers, String name) {
    List<String> values = headers.get(name);
    return values == null ? null : values.get(0);
  }
}
