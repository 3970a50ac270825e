package org.icecoat.wire;

import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/** A WSDL with those that it imports: what its messages carry, and its port types' operations. */
final class Wsdl {
  private final URL url;
  private final Element root;

  private Wsdl(URL url) {
    this.url = url;
    this.root = GoldenXml.read(url);
  }

  static Wsdl of(String resource) {
    return new Wsdl(Wsdl.class.getResource(resource));
  }

  String namespace() {
    return root.getAttribute("targetNamespace");
  }

  /** The part of each message, and its element. */
  SortedMap<String, String> messages() {
    SortedMap<String, String> messages = new TreeMap<>();
    GoldenXml.children(root, "message")
        .forEach(message -> messages.put("message " + message.getAttribute("name"), part(message)));
    return messages;
  }

  private static String part(Element message) {
    Element part = GoldenXml.children(message, "part").findFirst().orElseThrow();
    return part.getAttribute("name") + " " + Names.brief(element(message));
  }

  private static QName element(Element message) {
    Element part = GoldenXml.children(message, "part").findFirst().orElseThrow();
    return GoldenXml.resolved(part, part.getAttribute("element"));
  }

  /** The property document of each port type that names one, and nothing for the others. */
  SortedMap<String, String> properties() {
    SortedMap<String, String> properties = new TreeMap<>();
    GoldenXml.children(root, "portType")
        .forEach(type -> properties.put("portType " + type.getAttribute("name"), document(type)));
    return properties;
  }

  private static String document(Element portType) {
    String name = portType.getAttributeNS(Operation.WSRF_RP, "ResourceProperties");
    return name.isEmpty() ? "()" : Names.brief(GoldenXml.resolved(portType, name));
  }

  Stream<Operation> operations() {
    return GoldenXml.children(root, "portType")
        .flatMap(type -> GoldenXml.children(type, "operation"))
        .map(operation -> new Operation(this, operation));
  }

  /** Each operation of each binding, and the action that it sends over SOAP 1.1 or 1.2. */
  Stream<String> soapActions() {
    return GoldenXml.children(root, "binding").flatMap(Wsdl::soapActions);
  }

  private static Stream<String> soapActions(Element binding) {
    String portType = GoldenXml.resolved(binding, binding.getAttribute("type")).getLocalPart();
    return GoldenXml.children(binding, "operation")
        .map(one -> Operation.key(portType, one.getAttribute("name")) + " " + soapAction(one));
  }

  private static String soapAction(Element operation) {
    return GoldenXml.children(operation, "operation")
        .findFirst()
        .orElseThrow()
        .getAttribute("soapAction");
  }

  /** The element of a message, wherever it is declared. */
  QName elementOf(QName message) {
    return declared(message).map(Wsdl::element).orElseThrow();
  }

  private Optional<Element> declared(QName message) {
    if (!message.getNamespaceURI().equals(namespace())) {
      return imported().flatMap(wsdl -> wsdl.declared(message).stream()).findFirst();
    }
    return GoldenXml.children(root, "message")
        .filter(one -> one.getAttribute("name").equals(message.getLocalPart()))
        .findFirst();
  }

  private Stream<Wsdl> imported() {
    return GoldenXml.children(root, "import")
        .map(one -> new Wsdl(beside(url, one.getAttribute("location"))));
  }

  private static URL beside(URL url, String location) {
    try {
      return new URL(url, location);
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
