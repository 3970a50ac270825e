package org.icecoat.wsrf.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLStreamReader;

/** The namespace prefixes that elements around another one declare. */
final class PrefixScope {
  private final Map<String, String> uris = new HashMap<>();

  /** Adds what the reader's element declares. */
  void add(XMLStreamReader reader) {
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      uris.put(
          Objects.requireNonNullElse(reader.getNamespacePrefix(i), ""),
          Objects.requireNonNullElse(reader.getNamespaceURI(i), ""));
    }
  }

  Map<String, String> uris() {
    return uris;
  }
}
