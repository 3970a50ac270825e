package org.icecoat.wsrf.server;

import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.ValidatorHandler;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.StaxInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.EndpointInfo;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.icecoat.wsrf.fault.InvalidMessageException;

/**
 * Holds requests against the published schema while they are read. CXF can do so itself, but it
 * makes one text of each attachment in memory, and of what it finds no declared fault can be made.
 */
final class SchemaCheck extends AbstractSoapInterceptor {
  private static final String KEY = SchemaCheck.class.getName();

  SchemaCheck() {
    super(Phase.POST_STREAM);
    addAfter(StaxInInterceptor.class.getName());
  }

  /** What is wrong with a request that has been read; empty if nothing is. */
  static Optional<InvalidMessageException> finding(Message message) {
    return message.get(KEY) instanceof CheckedReader reader ? reader.finding() : Optional.empty();
  }

  @Override
  public void handleMessage(SoapMessage message) {
    XMLStreamReader reader = message.getContent(XMLStreamReader.class);
    if (reader != null) {
      CheckedReader checked = new CheckedReader(reader, validators(message));
      message.setContent(XMLStreamReader.class, checked);
      message.put(KEY, checked);
    }
  }

  private static Supplier<ValidatorHandler> validators(SoapMessage message) {
    EndpointInfo endpoint = message.getExchange().getEndpoint().getEndpointInfo();
    return () ->
        EndpointReferenceUtils.getSchema(endpoint.getService(), message.getExchange().getBus())
            .newValidatorHandler();
  }
}
