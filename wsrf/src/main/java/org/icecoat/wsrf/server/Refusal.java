package org.icecoat.wsrf.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapVersion;

/** A SOAP fault that blames the sender, for requests that SOAP code is not to see. */
final class Refusal {
  private static final String XML_SPACE = "http://www.w3.org/XML/1998/namespace";

  private Refusal() {}

  /** Answers in the SOAP version of the request's media type; 1.1 if it names none. */
  static void send(HttpServletResponse response, int status, String requestType, String text)
      throws IOException {
    boolean newer = requestType != null && requestType.contains("application/soap+xml");
    SoapVersion version = newer ? Soap12.getInstance() : Soap11.getInstance();
    response.setStatus(status);
    response.setContentType(version.getContentType() + ";charset=utf-8");
    try {
      write(response.getOutputStream(), version, text);
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void write(OutputStream out, SoapVersion version, String text)
      throws XMLStreamException {
    XMLStreamWriter xml =
        XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
    String soap = version.getNamespace();
    xml.setPrefix("soap", soap);
    xml.writeStartElement(soap, "Envelope");
    xml.writeNamespace("soap", soap);
    xml.writeStartElement(soap, "Body");
    xml.writeStartElement(soap, "Fault");
    if (version instanceof Soap11) {
      leaf(xml, "faultcode", "soap:Client");
      leaf(xml, "faultstring", text);
    } else {
      fault12(xml, soap, text);
    }
    xml.writeEndDocument();
    xml.flush();
  }

  private static void fault12(XMLStreamWriter xml, String soap, String text)
      throws XMLStreamException {
    xml.writeStartElement(soap, "Code");
    xml.writeStartElement(soap, "Value");
    xml.writeCharacters("soap:Sender");
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement(soap, "Reason");
    xml.writeStartElement(soap, "Text");
    xml.writeAttribute("xml", XML_SPACE, "lang", "en");
    xml.writeCharacters(text);
  }

  private static void leaf(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
