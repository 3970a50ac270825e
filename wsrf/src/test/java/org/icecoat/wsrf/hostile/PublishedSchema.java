package org.icecoat.wsrf.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.icecoat.wsrf.contract.Contract;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a contract publishes of its messages, as any client would read it. */
final class PublishedSchema {
  private final Schema schema;

  private PublishedSchema(Schema schema) {
    this.schema = schema;
  }

  static PublishedSchema of(Contract<?> contract) {
    try {
      List<Source> sources = new ArrayList<>();
      addAll(contract, contract.wsdl(), sources);
      SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      return new PublishedSchema(factory.newSchema(sources.toArray(Source[]::new)));
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The schemas that a WSDL names, and those of the WSDLs that it imports. */
  private static void addAll(Contract<?> contract, String wsdl, List<Source> sources)
      throws IOException, SAXException, ParserConfigurationException {
    ClassLoader loader = contract.portType().getClassLoader();
    DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
    documents.setNamespaceAware(true);
    try (InputStream in = loader.getResourceAsStream(wsdl)) {
      Element root = documents.newDocumentBuilder().parse(in).getDocumentElement();
      for (String file : values(root, XMLConstants.W3C_XML_SCHEMA_NS_URI, "schemaLocation")) {
        sources.add(new StreamSource(loader.getResource(resolve(wsdl, file)).toString()));
      }
      for (String file : values(root, "http://schemas.xmlsoap.org/wsdl/", "location")) {
        addAll(contract, resolve(wsdl, file), sources);
      }
    }
  }

  private static String resolve(String wsdl, String file) {
    return java.net.URI.create(wsdl).resolve(file).normalize().toString();
  }

  private static List<String> values(Element root, String space, String attribute) {
    List<String> values = new ArrayList<>();
    NodeList imports = root.getElementsByTagNameNS(space, "import");
    for (int i = 0; i < imports.getLength(); i++) {
      String value = ((Element) imports.item(i)).getAttribute(attribute);
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
    return values;
  }

  boolean allows(String document) {
    try {
      schema.newValidator().validate(new StreamSource(new StringReader(document)));
      return true;
    } catch (SAXException e) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
