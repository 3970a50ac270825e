package org.icecoat.wsrf.contract;

import jakarta.jws.WebService;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.annotation.XmlSeeAlso;
import java.net.URL;
import javax.xml.namespace.QName;

/**
 * A generated port type, the class-path name of its WSDL and the names in it. The WSDL has one
 * service with two ports, SOAP 1.1 and 1.2, and they are named after the port type.
 */
public record Contract<T>(
    Class<T> portType, String wsdl, QName service, QName soap11Port, QName soap12Port) {

  /**
   * Names by convention: port type {@code X} has {@code XService}, {@code XSoap11Port} and {@code
   * XSoap12Port}.
   *
   * @param wsdl such as {@code wsdl/vm.wsdl}
   */
  public static <T> Contract<T> of(Class<T> portType, String wsdl) {
    WebService declared = portType.getAnnotation(WebService.class);
    if (declared == null) {
      throw new IllegalArgumentException(portType + " is not a generated port type");
    }
    String space = declared.targetNamespace();
    String name = declared.name();
    return new Contract<>(
        portType,
        wsdl,
        new QName(space, name + "Service"),
        new QName(space, name + "Soap11Port"),
        new QName(space, name + "Soap12Port"));
  }

  /** Where the WSDL is. */
  public URL location() {
    URL location = portType.getClassLoader().getResource(wsdl);
    if (location == null) {
      throw new IllegalArgumentException(wsdl + " is not on the class path");
    }
    return location;
  }

  /** A new JAXB context of every type that the port type's messages can carry: keep it. */
  public JAXBContext jaxb() {
    try {
      return JAXBContext.newInstance(portType.getAnnotation(XmlSeeAlso.class).value());
    } catch (JAXBException e) {
      throw new IllegalArgumentException("The types of " + portType + " do not fit together", e);
    }
  }
}
