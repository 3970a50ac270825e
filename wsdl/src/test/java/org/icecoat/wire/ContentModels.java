package org.icecoat.wire;

import com.sun.xml.xsom.XSSchema;
import com.sun.xml.xsom.parser.XSOMParser;
import java.io.StringReader;
import java.net.URL;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The content models of a schema's global components, in the notation of {@link ContentModel}. */
final class ContentModels {
  private ContentModels() {}

  static SortedMap<String, String> of(String resource) throws SAXException {
    URL file = ContentModels.class.getResource(resource);
    XSOMParser parser = new XSOMParser(SAXParserFactory.newInstance());
    parser.setErrorHandler(new Strict());
    // The DTD that ws-addr.xsd names says nothing that counts here.
    parser.setEntityResolver(
        (id, name) -> name.endsWith(".dtd") ? new InputSource(new StringReader("")) : null);
    parser.parse(file);
    parser.getResult();
    return parser.getDocuments().stream()
        .filter(document -> document.getSystemId().equals(file.toString()))
        .map(document -> of(document.getSchema()))
        .findFirst()
        .orElseThrow();
  }

  private static SortedMap<String, String> of(XSSchema schema) {
    ContentModel model = new ContentModel();
    SortedMap<String, String> models = new TreeMap<>();
    schema.getTypes().forEach((name, type) -> models.put("type " + name, model.body(type)));
    schema
        .getElementDecls()
        .forEach((name, element) -> models.put("element " + name, model.element(element)));
    schema
        .getAttributeDecls()
        .forEach((name, attribute) -> models.put("attribute " + name, model.attribute(attribute)));
    return models;
  }

  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
