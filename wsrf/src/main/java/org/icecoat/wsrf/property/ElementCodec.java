package org.icecoat.wsrf.property;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.annotation.XmlRootElement;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.transform.dom.DOMResult;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Values of properties as the elements that messages carry, in whichever of their three forms. */
public final class ElementCodec {
  private final JAXBContext jaxb;

  public ElementCodec(JAXBContext jaxb) {
    this.jaxb = jaxb;
  }

  /** The value as an object that JAXB writes as element {@code name}. */
  public static Object element(QName name, Object value) {
    boolean named =
        value instanceof JAXBElement<?>
            || value instanceof Element
            || value.getClass().isAnnotationPresent(XmlRootElement.class);
    return named ? value : wrapped(name, value);
  }

  @SuppressWarnings("unchecked")
  private static <T> JAXBElement<T> wrapped(QName name, T value) {
    return new JAXBElement<>(name, (Class<T>) value.getClass(), value);
  }

  /** Writes the value as an element below {@code parent}. */
  public void append(Node parent, QName name, Object value) {
    try {
      jaxb.createMarshaller().marshal(element(name, value), new DOMResult(parent));
    } catch (JAXBException e) {
      throw new IllegalStateException("No element can be made of a value of " + name, e);
    }
  }

  /** The name of an element that arrived; empty for text. */
  public Optional<QName> name(Object element) {
    if (element instanceof Element dom) {
      String space = dom.getNamespaceURI() == null ? "" : dom.getNamespaceURI();
      return Optional.of(new QName(space, dom.getLocalName()));
    }
    return Optional.ofNullable(jaxb.createJAXBIntrospector().getElementName(element));
  }

  /** The value of an element that arrived as the type that its property has. */
  public <T> T value(Object element, Property<?, ?, T> property) {
    Object value = element instanceof Element dom ? unmarshal(dom, property) : element;
    Object bare = value instanceof JAXBElement<?> wrapped ? wrapped.getValue() : value;
    if (!property.type().isInstance(bare)) {
      throw unfit(property, null);
    }
    return property.type().cast(bare);
  }

  private Object unmarshal(Element element, Property<?, ?, ?> property) {
    try {
      return jaxb.createUnmarshaller().unmarshal(element, property.type());
    } catch (JAXBException e) {
      throw unfit(property, e);
    }
  }

  private static WsrfException unfit(Property<?, ?, ?> property, Throwable cause) {
    String text = "The value given for " + property.name() + " is not of its schema type";
    return new WsrfException(WsrfCause.INVALID_VALUE, text, cause);
  }
}
