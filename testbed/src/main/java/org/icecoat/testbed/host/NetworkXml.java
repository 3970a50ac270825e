package org.icecoat.testbed.host;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A guest network as libvirt wants to be told. */
final class NetworkXml {
  private NetworkXml() {}

  static String of(GuestNetwork network) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      write(network, xml);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
    return text.toString();
  }

  private static void write(GuestNetwork network, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("network");
    xml.writeStartElement("name");
    xml.writeCharacters(network.name());
    xml.writeEndElement();
    empty(xml, "forward", "mode", "nat");
    empty(xml, "bridge", "name", network.bridge(), "stp", "off", "delay", "0");
    xml.writeStartElement("ip");
    xml.writeAttribute("address", network.gateway().getHostAddress());
    xml.writeAttribute("prefix", String.valueOf(AddressPlan.PREFIX));
    xml.writeStartElement("dhcp");
    String lowest = network.lowest().getHostAddress();
    empty(xml, "range", "start", lowest, "end", network.highest().getHostAddress());
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void empty(XMLStreamWriter xml, String name, String... attributes)
      throws XMLStreamException {
    xml.writeEmptyElement(name);
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }
}
