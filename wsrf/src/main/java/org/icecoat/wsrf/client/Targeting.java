package org.icecoat.wsrf.client;

import jakarta.xml.bind.JAXBElement;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.addressing.AddressingProperties;
import org.apache.cxf.ws.addressing.AttributedURIType;
import org.apache.cxf.ws.addressing.JAXWSAConstants;
import org.apache.cxf.ws.addressing.ReferenceParametersType;
import org.icecoat.wire.oasis.addressing.EndpointReferenceType;

/** Sends a resource's reference parameters with each request (WS-Addressing 1.0, 3.3). */
final class Targeting extends AbstractSoapInterceptor {
  private final EndpointReferenceType resource;

  Targeting(EndpointReferenceType resource) {
    super(Phase.SETUP);
    this.resource = resource;
  }

  @Override
  public void handleMessage(SoapMessage message) {
    AttributedURIType address = new AttributedURIType();
    address.setValue(resource.getAddress().getValue());
    var target = new org.apache.cxf.ws.addressing.EndpointReferenceType();
    target.setAddress(address);
    if (resource.getReferenceParameters() != null) {
      target.setReferenceParameters(parameters());
    }
    AddressingProperties properties = new AddressingProperties();
    properties.setTo(target);
    message.put(JAXWSAConstants.CLIENT_ADDRESSING_PROPERTIES, properties);
  }

  private ReferenceParametersType parameters() {
    ReferenceParametersType parameters = new ReferenceParametersType();
    for (Object parameter : resource.getReferenceParameters().getAny()) {
      parameters
          .getAny()
          .add(parameter instanceof JAXBElement<?> element ? copy(element) : parameter);
    }
    return parameters;
  }

  /** CXF writes attributes into what it is given: each request has its own. */
  private static <V> JAXBElement<V> copy(JAXBElement<V> element) {
    return new JAXBElement<>(element.getName(), element.getDeclaredType(), element.getValue());
  }
}
