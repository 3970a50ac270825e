package org.icecoat.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** XML of the class path, and what of it counts. */
final class GoldenXml {
  /** Elements whose text is a QName: its prefix does not count. */
  private static final List<String> NAMES = List.of("GetResourceProperty", "ResourceProperty");

  private GoldenXml() {}

  static Element read(String resource) {
    try (InputStream in = GoldenXml.class.getResourceAsStream(resource)) {
      return builder().parse(in).getDocumentElement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  static Document empty() {
    return builder().newDocument();
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  static QName name(Node element) {
    return new QName(element.getNamespaceURI(), element.getLocalName());
  }

  static Stream<Element> children(Element parent) {
    NodeList nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  static Stream<Element> children(Element parent, String localName) {
    return children(parent).filter(child -> child.getLocalName().equals(localName));
  }

  /** Names, attributes and texts, whatever the prefixes and white space between elements. */
  static String canonical(Element element) {
    String within = children(element).map(GoldenXml::canonical).collect(Collectors.joining("\n"));
    return name(element)
        + attributes(element)
        + (within.isEmpty() ? "=" + text(element) : "(\n" + within + "\n)");
  }

  private static String attributes(Element element) {
    return IntStream.range(0, element.getAttributes().getLength())
        .mapToObj(element.getAttributes()::item)
        .filter(one -> !XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(one.getNamespaceURI()))
        .map(one -> " " + name(one) + "=" + one.getNodeValue())
        .sorted()
        .collect(Collectors.joining());
  }

  private static String text(Element element) {
    String text = element.getTextContent().strip();
    int colon = text.indexOf(':');
    return NAMES.contains(element.getLocalName()) && colon > 0
        ? new QName(element.lookupNamespaceURI(text.substring(0, colon)), text.substring(colon + 1))
            .toString()
        : text;
  }
}
