package org.icecoat.wsrf.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.headers.Header;
import org.w3c.dom.Element;

/**
 * What a request says in the headers of WS-Addressing 1.0.
 *
 * @param action empty if it has none of the headers
 * @param messageId empty if it does not ask to be related to
 */
record AddressingHeaders(Optional<String> action, Optional<String> messageId) {
  static final String NAMESPACE = "http://www.w3.org/2005/08/addressing";
  private static final Set<String> ONCE =
      Set.of("Action", "To", "MessageID", "ReplyTo", "FaultTo", "From");
  private static final String HERE = NAMESPACE + "/anonymous";

  /** The headers that this server understands. */
  static Set<QName> names() {
    Set<QName> names = new HashSet<>(Set.of(new QName(NAMESPACE, "RelatesTo")));
    ONCE.forEach(name -> names.add(new QName(NAMESPACE, name)));
    return names;
  }

  /** Empty if the request does not use WS-Addressing; a SOAP fault if it misuses it. */
  static Optional<AddressingHeaders> of(SoapMessage message) {
    List<Element> headers = headers(message);
    if (headers.isEmpty()) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    for (Element header : headers) {
      if (ONCE.contains(header.getLocalName()) && !seen.add(header.getLocalName())) {
        throw AddressingFaults.twice(message, header.getLocalName());
      }
      check(message, header);
    }
    if (!seen.contains("Action")) {
      throw AddressingFaults.noAction(message);
    }
    return Optional.of(new AddressingHeaders(text(headers, "Action"), text(headers, "MessageID")));
  }

  /** Answers go back on the connection that asked; nothing is sent anywhere else. */
  private static void check(SoapMessage message, Element header) {
    if (header.getLocalName().equals("ReplyTo") || header.getLocalName().equals("FaultTo")) {
      Element address = (Element) header.getElementsByTagNameNS(NAMESPACE, "Address").item(0);
      if (address == null || !HERE.equals(address.getTextContent().trim())) {
        throw AddressingFaults.elsewhere(message, header.getLocalName());
      }
    }
  }

  private static List<Element> headers(SoapMessage message) {
    List<Element> found = new ArrayList<>();
    for (Header header : message.getHeaders()) {
      if (header.getObject() instanceof Element element
          && NAMESPACE.equals(element.getNamespaceURI())) {
        found.add(element);
      }
    }
    return found;
  }

  private static Optional<String> text(List<Element> headers, String name) {
    return headers.stream()
        .filter(header -> header.getLocalName().equals(name))
        .map(header -> header.getTextContent().trim())
        .findFirst();
  }
}
