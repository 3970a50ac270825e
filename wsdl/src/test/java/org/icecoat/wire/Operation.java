package org.icecoat.wire;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/** An operation of a port type: its messages with their elements and actions, and its faults. */
record Operation(Wsdl wsdl, Element declaration) {
  static final String WSRF_RP = "http://docs.oasis-open.org/wsrf/rp-2";
  private static final String WSAM = "http://www.w3.org/2007/05/addressing/metadata";

  String name() {
    return declaration.getAttribute("name");
  }

  private String portType() {
    return ((Element) declaration.getParentNode()).getAttribute("name");
  }

  String key() {
    return key(portType(), name());
  }

  static String key(String portType, String operation) {
    return "operation " + portType + "/" + operation;
  }

  /** The message that asks for it. */
  QName request() {
    return GoldenXml.resolved(input(), input().getAttribute("message"));
  }

  String requestAction() {
    return action(input());
  }

  private Element input() {
    return GoldenXml.children(declaration, "input").findFirst().orElseThrow();
  }

  /** The element of each fault with the action of its message. */
  Stream<FaultAction> faultActions() {
    return GoldenXml.children(declaration, "fault")
        .map(fault -> new FaultAction(element(fault), fault.getAttributeNS(WSAM, "Action")));
  }

  record FaultAction(QName element, String action) {}

  /** All of it in a line, faults in the order of their names. */
  String notation() {
    return messages() + faults();
  }

  private String messages() {
    return GoldenXml.children(declaration)
        .filter(part -> !part.getLocalName().equals("fault"))
        .map(part -> part.getLocalName() + " " + message(part) + " " + action(part))
        .collect(Collectors.joining(", "));
  }

  private String faults() {
    return GoldenXml.children(declaration, "fault")
        .map(fault -> ", fault " + fault.getAttribute("name") + " " + message(fault))
        .sorted()
        .collect(Collectors.joining());
  }

  private String message(Element part) {
    return Names.brief(GoldenXml.resolved(part, part.getAttribute("message")))
        + " "
        + Names.brief(element(part));
  }

  private QName element(Element part) {
    return wsdl.elementOf(GoldenXml.resolved(part, part.getAttribute("message")));
  }

  /** As it is said, or else by the rules of WS-Addressing 1.0 - Metadata, 4.4.4. */
  private String action(Element part) {
    String said = part.getAttributeNS(WSAM, "Action");
    return said.isEmpty() ? wsdl.namespace() + "/" + portType() + "/" + partName(part) : said;
  }

  /** WSDL 1.1, 2.4.5: the name of a message within an operation that does not say it. */
  private String partName(Element part) {
    boolean oneWay = GoldenXml.children(declaration, "output").findAny().isEmpty();
    String suffix = part.getLocalName().equals("input") ? "Request" : "Response";
    return part.hasAttribute("name") ? part.getAttribute("name") : name() + (oneWay ? "" : suffix);
  }
}
