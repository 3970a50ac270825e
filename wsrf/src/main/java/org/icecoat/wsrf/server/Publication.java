package org.icecoat.wsrf.server;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.cxf.Bus;
import org.apache.cxf.annotations.SchemaValidation.SchemaValidationType;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.mtom.StreamedAttachments;

/** Gives one endpoint to CXF. */
final class Publication {
  private Publication() {}

  static <C, T> void publish(
      Bus bus, ServiceEndpoint<C, T> endpoint, URI address, CallObserver observer) {
    PublishedAddresses.write(bus, endpoint.contract(), address);
    JaxWsServerFactoryBean bean = describe(bus, endpoint.contract());
    bean.setServiceBean(endpoint.service());
    bean.setInvoker(
        new ObservedInvoker(endpoint.path(), new Invocation<>(endpoint, address), observer));
    bean.setAddress(endpoint.path());
    bean.setPublishedEndpointUrl(address.toString());
    bean.setProperties(properties(endpoint));
    bean.getInInterceptors().add(new Reception(endpoint.limits()));
    bean.getInInterceptors()
        .add(new StreamedAttachments(Reception.class, endpoint.limits().envelopeBytes()));
    bean.getInInterceptors().add(new QueryPrefixes());
    if (endpoint.validated()) {
      bean.getInInterceptors().add(new SchemaCheck());
    }
    bean.getInInterceptors().add(new AddressingIn(endpoint.key()));
    bean.getOutInterceptors().add(new AddressingOut());
    bean.getOutInterceptors().add(new StreamedReplies(endpoint.streaming()));
    bean.getOutFaultInterceptors().add(new PlainFaults());
    bean.getOutFaultInterceptors().add(new AddressingOut());
    bean.create();
  }

  /** The SOAP 1.2 port answers SOAP 1.1 too; a SOAP 1.1 port would not answer SOAP 1.2. */
  private static JaxWsServerFactoryBean describe(Bus bus, Contract<?> contract) {
    JaxWsServerFactoryBean bean = new JaxWsServerFactoryBean();
    bean.setBus(bus);
    bean.setServiceClass(contract.portType());
    bean.setWsdlURL(contract.location().toString());
    bean.setServiceName(contract.service());
    bean.setEndpointName(contract.soap12Port());
    return bean;
  }

  private static Map<String, Object> properties(ServiceEndpoint<?, ?> endpoint) {
    Map<String, Object> properties = new HashMap<>(endpoint.limits().readerProperties());
    properties.put(Message.SCHEMA_VALIDATION_ENABLED, SchemaValidationType.NONE);
    properties.put(FaultListener.class.getName(), new QuietFaults());
    return properties;
  }
}
