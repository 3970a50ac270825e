package org.icecoat.service.testing;

import jakarta.xml.bind.JAXB;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.io.IOException;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** The contracts' golden messages, by which both ends of a wire are held to the same. */
public final class GoldenMessage {
  private static final Path FOLDER = Path.of("../wsdl/src/test/resources/golden");

  private GoldenMessage() {}

  /** The first message of that element in the contract's file. */
  public static <T> T read(String contract, Class<T> element) {
    String name = element.getAnnotation(XmlRootElement.class).name();
    Document all = document(FOLDER.resolve(contract + ".xml"));
    return JAXB.unmarshal(new DOMSource(all.getElementsByTagNameNS("*", name).item(0)), element);
  }

  private static Document document(Path file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
