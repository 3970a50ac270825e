package org.icecoat.wsrf.addressing;

import jakarta.xml.bind.JAXBElement;
import java.net.URI;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.addressing.AttributedURIType;
import org.icecoat.wire.oasis.addressing.EndpointReferenceType;
import org.icecoat.wire.oasis.addressing.ReferenceParametersType;
import org.w3c.dom.Element;

/**
 * Endpoint references of the resources behind one address.
 *
 * @param address the endpoint's public address, without an id
 * @param key the reference parameter's element; it must not be in a published schema, or some
 *     clients lose its name
 */
public record EndpointReferences(URI address, QName key) {

  /** WS-Addressing 1.0, 2.1: the endpoint's address and the id as its one reference parameter. */
  public EndpointReferenceType mint(String id) {
    ReferenceParametersType parameters = new ReferenceParametersType();
    parameters.getAny().add(new JAXBElement<>(key, String.class, id));
    EndpointReferenceType reference = service();
    reference.setReferenceParameters(parameters);
    return reference;
  }

  /** The endpoint itself, without a resource. */
  public EndpointReferenceType service() {
    AttributedURIType to = new AttributedURIType();
    to.setValue(address.toString());
    EndpointReferenceType reference = new EndpointReferenceType();
    reference.setAddress(to);
    return reference;
  }

  /** The plain URL of a resource, for clients that cannot echo reference parameters. */
  public URI url(String id) {
    return URI.create(address + "/" + id);
  }

  /** The id in a reference, whoever made or parsed it. */
  public Optional<String> id(EndpointReferenceType reference) {
    return reference.getReferenceParameters() == null
        ? Optional.empty()
        : reference.getReferenceParameters().getAny().stream()
            .flatMap(parameter -> text(parameter, key).stream())
            .findFirst();
  }

  /** The text of a reference parameter: stacks hand over a JAXBElement or a DOM element. */
  public static Optional<String> text(Object parameter, QName key) {
    if (parameter instanceof JAXBElement<?> element && element.getName().equals(key)) {
      return Optional.ofNullable(element.getValue()).map(EndpointReferences::plain);
    }
    if (parameter instanceof Element element && key.equals(name(element))) {
      return Optional.of(element.getTextContent().trim());
    }
    return Optional.empty();
  }

  private static String plain(Object value) {
    String text = value instanceof Element element ? element.getTextContent() : value.toString();
    return text.trim();
  }

  private static QName name(Element element) {
    return new QName(element.getNamespaceURI(), element.getLocalName());
  }
}
