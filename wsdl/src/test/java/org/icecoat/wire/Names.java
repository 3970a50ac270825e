package org.icecoat.wire;

import javax.xml.XMLConstants;
import javax.xml.namespace.QName;

/** Names in the facts: with the last part of their namespaces, such as {@code rl-2:Destroy}. */
final class Names {
  private Names() {}

  static String brief(QName name) {
    return brief(name.getNamespaceURI(), name.getLocalPart());
  }

  static String brief(String namespace, String local) {
    return switch (namespace) {
      case "" -> local;
      case XMLConstants.W3C_XML_SCHEMA_NS_URI -> "xsd:" + local;
      case XMLConstants.XML_NS_URI -> "xml:" + local;
      default -> namespace.substring(namespace.lastIndexOf('/') + 1) + ":" + local;
    };
  }
}
