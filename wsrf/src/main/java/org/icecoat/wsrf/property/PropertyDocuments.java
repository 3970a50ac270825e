package org.icecoat.wsrf.property;

import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Makes the property document of WS-ResourceProperties 1.2, section 4. */
public final class PropertyDocuments<C, R> {
  private final PropertySet<C, R> properties;
  private final ElementCodec codec;

  public PropertyDocuments(PropertySet<C, R> properties, ElementCodec codec) {
    this.properties = properties;
    this.codec = codec;
  }

  /** All values of all properties, as they are now. */
  public Element of(C caller, R resource) {
    Document document = builder().newDocument();
    QName name = properties.document();
    Element root = document.createElementNS(name.getNamespaceURI(), "rp:" + name.getLocalPart());
    document.appendChild(root);
    properties.all().forEach(property -> append(root, property, caller, resource));
    return root;
  }

  private <T> void append(Element root, Property<C, R, T> property, C caller, R resource) {
    for (T value : property.reader().read(caller, resource)) {
      codec.append(root, property.name(), value);
    }
  }

  private static DocumentBuilder builder() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK has no XML parser", e);
    }
  }
}
