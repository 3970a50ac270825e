package org.icecoat.testbed.guest;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a domain's XML: elements with attributes, and closing is one word. */
final class DomainXml {
  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  DomainXml() {
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Attributes are names and values in turn. */
  DomainXml open(String name, String... attributes) {
    return write(
        () -> {
          xml.writeStartElement(name);
          for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
          }
        });
  }

  DomainXml close() {
    return write(xml::writeEndElement);
  }

  DomainXml empty(String name, String... attributes) {
    return open(name, attributes).close();
  }

  DomainXml text(String name, String value, String... attributes) {
    open(name, attributes);
    return write(() -> xml.writeCharacters(value)).close();
  }

  private DomainXml write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    write(xml::flush);
    return text.toString();
  }

  private interface Writing {
    void run() throws XMLStreamException;
  }
}
