package org.icecoat.wsrf.hostile;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What is done to one element of a request that is right otherwise: all that is required is there,
 * and of what is optional only that element and those around it.
 *
 * @param path from the request to the element
 */
record Edit(List<Part> path, Kind kind, String text) {
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** What is done. */
  enum Kind {
    TEXT,
    LEFT_OUT,
    TWICE,
    WITH_FOREIGN_CHILD,
    NIL,
    RETYPED
  }

  Part target() {
    return path.get(path.size() - 1);
  }

  /** The request as a document. */
  String document() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      write(xml, path.get(0));
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private void write(XMLStreamWriter xml, Part part) throws XMLStreamException {
    if (part != target()) {
      element(xml, part);
    } else if (kind != Kind.LEFT_OUT) {
      element(xml, part);
      if (kind == Kind.TWICE) {
        element(xml, part);
      }
    }
  }

  private void element(XMLStreamWriter xml, Part part) throws XMLStreamException {
    xml.writeStartElement("", part.name().getLocalPart(), part.name().getNamespaceURI());
    xml.writeDefaultNamespace(part.name().getNamespaceURI());
    if (part == target()) {
      attributes(xml);
    }
    if (part == target() && kind == Kind.TEXT) {
      xml.writeCharacters(text);
    } else {
      content(xml, part);
    }
    xml.writeEndElement();
  }

  private void attributes(XMLStreamWriter xml) throws XMLStreamException {
    if (kind == Kind.NIL || kind == Kind.RETYPED) {
      xml.writeNamespace("xsi", XSI);
      String name = kind == Kind.NIL ? "nil" : "type";
      xml.writeAttribute("xsi", XSI, name, kind == Kind.NIL ? "true" : "Evil");
    }
  }

  private void content(XMLStreamWriter xml, Part part) throws XMLStreamException {
    xml.writeCharacters(part.sample());
    for (Part child : part.parts()) {
      if (child.required() || path.contains(child)) {
        write(xml, child);
      }
    }
    if (part == target() && kind == Kind.WITH_FOREIGN_CHILD) {
      xml.writeEmptyElement("", "Foreign", "urn:foreign");
      xml.writeDefaultNamespace("urn:foreign");
    }
  }

  @Override
  public String toString() {
    String where = String.join("/", path.stream().map(part -> part.name().getLocalPart()).toList());
    String what = kind == Kind.TEXT ? "'" + text.substring(0, Math.min(40, text.length())) : "";
    return where + " " + kind + " " + what;
  }
}
