package org.icecoat.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
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
  /** Elements and attributes whose text is QNames: their prefixes do not count. */
  private static final List<String> NAMES =
      List.of(
          "GetResourceProperty",
          "ResourceProperty",
          "UnknownFilter",
          "ContentElements",
          "MemberInterfaces");

  private GoldenXml() {}

  static Element read(String resource) {
    return read(GoldenXml.class.getResource(resource));
  }

  static Element read(URL resource) {
    try (InputStream in = resource.openStream()) {
      return builder().parse(in).getDocumentElement();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException e) {
      throw new IllegalStateException(resource.toString(), e);
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

  /** A QName in an attribute's value, by the prefixes that its element knows. */
  static QName resolved(Element within, String name) {
    int colon = name.indexOf(':');
    String prefix = colon < 0 ? null : name.substring(0, colon);
    return new QName(within.lookupNamespaceURI(prefix), name.substring(colon + 1));
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
        + (within.isEmpty() ? "=" + text(element, element) : "(\n" + within + "\n)");
  }

  private static String attributes(Element element) {
    return IntStream.range(0, element.getAttributes().getLength())
        .mapToObj(element.getAttributes()::item)
        .filter(one -> !XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(one.getNamespaceURI()))
        .map(one -> " " + name(one) + "=" + text(element, one))
        .sorted()
        .collect(Collectors.joining());
  }

  private static String text(Element element, Node node) {
    String text = node.getTextContent().strip();
    return NAMES.contains(node.getLocalName())
        ? Stream.of(text.split("\\s+"))
            .map(name -> resolved(element, name).toString())
            .collect(Collectors.joining(" "))
        : text;
  }
}
