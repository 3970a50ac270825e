package org.icecoat.plugin.libvirt;

import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one XML document: a thin cover over a stream writer, which does all escaping. */
final class XmlText {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter writer;

  /** What stands inside an element. */
  @FunctionalInterface
  interface Content {
    void write();
  }

  private XmlText() {
    try {
      writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A place where some XML call fails only if this program is wrong: nothing outside is written.
   */
  @FunctionalInterface
  private interface Step {
    void take() throws XMLStreamException;
  }

  static XmlText document() {
    return new XmlText();
  }

  XmlText element(String name, Map<String, ?> attributes, Content content) {
    does(
        () -> {
          writer.writeStartElement(name);
          attributes.forEach((key, value) -> attribute(key, value.toString()));
        });
    content.write();
    does(writer::writeEndElement);
    return this;
  }

  XmlText element(String name, Map<String, ?> attributes) {
    return element(name, attributes, () -> {});
  }

  XmlText element(String name, Content content) {
    return element(name, Map.of(), content);
  }

  XmlText text(String name, Object value) {
    return text(name, Map.of(), value);
  }

  XmlText text(String name, Map<String, ?> attributes, Object value) {
    return element(name, attributes, () -> does(() -> writer.writeCharacters(value.toString())));
  }

  /** An element in a namespace of its own. */
  XmlText foreign(String prefix, String name, String namespace, Content content) {
    does(
        () -> {
          writer.writeStartElement(prefix, name, namespace);
          writer.writeNamespace(prefix, namespace);
        });
    content.write();
    does(writer::writeEndElement);
    return this;
  }

  XmlText foreignText(String prefix, String name, String namespace, Object value) {
    does(
        () -> {
          writer.writeStartElement(prefix, name, namespace);
          writer.writeCharacters(value.toString());
          writer.writeEndElement();
        });
    return this;
  }

  private void attribute(String name, String value) {
    does(() -> writer.writeAttribute(name, value));
  }

  private static void does(Step step) {
    try {
      step.take();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    does(writer::flush);
    return text.toString();
  }
}
