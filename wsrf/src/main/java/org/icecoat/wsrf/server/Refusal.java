package org.icecoat.wsrf.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapVersion;
import org.icecoat.wsrf.call.CallerRefusedException;

/** A SOAP fault that blames the sender, for requests that SOAP code is not to see. */
final class Refusal {
  private static final String BASE_FAULTS = "http://docs.oasis-open.org/wsrf/bf-2";
  private static final String DIALECT = "http://icecoat.org/2026/11/faults";
  private static final String XML_SPACE = "http://www.w3.org/XML/1998/namespace";

  private final SoapVersion version;
  private final Optional<String> code;
  private final String text;

  private Refusal(String requestType, Optional<String> code, String text) {
    boolean newer = requestType != null && requestType.contains("application/soap+xml");
    this.version = newer ? Soap12.getInstance() : Soap11.getInstance();
    this.code = code;
    this.text = text;
  }

  /** In the SOAP version of the request's media type; 1.1 if it names none. */
  static Refusal ofRequest(String requestType, String text) {
    return new Refusal(requestType, Optional.empty(), text);
  }

  /** Says that it is the caller himself who is refused, by a base fault (WS-BaseFaults 1.2, 2). */
  static Refusal ofCaller(String requestType, String text) {
    return new Refusal(requestType, Optional.of(CallerRefusedException.CODE), text);
  }

  void send(HttpServletResponse response, int status) throws IOException {
    response.setStatus(status);
    response.setContentType(mediaType());
    response.getOutputStream().write(envelope());
  }

  String mediaType() {
    return version.getContentType() + ";charset=utf-8";
  }

  byte[] envelope() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(
          XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name()));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A few words can be written to memory", e);
    }
    return out.toByteArray();
  }

  private void write(XMLStreamWriter xml) throws XMLStreamException {
    String soap = version.getNamespace();
    xml.setPrefix("soap", soap);
    xml.writeStartElement(soap, "Envelope");
    xml.writeNamespace("soap", soap);
    xml.writeStartElement(soap, "Body");
    xml.writeStartElement(soap, "Fault");
    if (version instanceof Soap11) {
      leaf(xml, "faultcode", "soap:Client");
      leaf(xml, "faultstring", text);
      detail(xml, "", "detail");
    } else {
      fault12(xml, soap);
      detail(xml, soap, "Detail");
    }
    xml.writeEndDocument();
    xml.flush();
  }

  private void fault12(XMLStreamWriter xml, String soap) throws XMLStreamException {
    xml.writeStartElement(soap, "Code");
    xml.writeStartElement(soap, "Value");
    xml.writeCharacters("soap:Sender");
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement(soap, "Reason");
    xml.writeStartElement(soap, "Text");
    xml.writeAttribute("xml", XML_SPACE, "lang", "en");
    xml.writeCharacters(text);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void detail(XMLStreamWriter xml, String soap, String name) throws XMLStreamException {
    if (code.isEmpty()) {
      return;
    }
    xml.writeStartElement(soap, name);
    xml.setDefaultNamespace(BASE_FAULTS);
    xml.writeStartElement(BASE_FAULTS, "BaseFault");
    xml.writeDefaultNamespace(BASE_FAULTS);
    xml.writeStartElement(BASE_FAULTS, "Timestamp");
    xml.writeCharacters(Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    xml.writeEndElement();
    xml.writeStartElement(BASE_FAULTS, "ErrorCode");
    xml.writeAttribute("dialect", DIALECT);
    xml.writeCharacters(code.get());
    xml.writeEndElement();
    xml.writeStartElement(BASE_FAULTS, "Description");
    xml.writeAttribute("xml", XML_SPACE, "lang", "en");
    xml.writeCharacters(text);
  }

  private static void leaf(XMLStreamWriter xml, String name, String content)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(content);
    xml.writeEndElement();
  }
}
