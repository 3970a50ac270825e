package org.icecoat.console.vm;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.StringWriter;
import javax.xml.XMLConstants;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.icecoat.wire.vm.VmProperties;
import org.w3c.dom.Element;

/** One result of a query: an element as XML, anything else as its text. */
final class QueryResult {
  private QueryResult() {}

  static String text(Object result) {
    if (result instanceof String string) {
      return string.strip();
    }
    return result instanceof Element element ? dom(element) : bound(result);
  }

  private static String dom(Element element) {
    StringWriter text = new StringWriter();
    try {
      TransformerFactory factory = TransformerFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Transformer transformer = factory.newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(element), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("A result cannot be written as XML", e);
    }
  }

  private static String bound(Object result) {
    StringWriter text = new StringWriter();
    try {
      Marshaller marshaller =
          JAXBContext.newInstance(VmProperties.class, org.icecoat.wire.vm.ObjectFactory.class)
              .createMarshaller();
      marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
      marshaller.marshal(result, text);
      return text.toString();
    } catch (JAXBException e) {
      throw new IllegalStateException("A result cannot be written as XML", e);
    }
  }
}
