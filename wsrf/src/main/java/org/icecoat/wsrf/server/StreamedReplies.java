package org.icecoat.wsrf.server;

import java.util.Set;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.interceptor.AttachmentOutInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.service.model.BindingOperationInfo;

/** MTOM for the operations that stream, and plain XML for all others, faults too. */
final class StreamedReplies extends AbstractSoapInterceptor {
  private final Set<String> operations;

  StreamedReplies(Set<String> operations) {
    super(Phase.PRE_STREAM);
    addBefore(AttachmentOutInterceptor.class.getName());
    this.operations = operations;
  }

  @Override
  public void handleMessage(SoapMessage message) {
    BindingOperationInfo operation = message.getExchange().getBindingOperationInfo();
    boolean streams = operation != null && operations.contains(operation.getName().getLocalPart());
    message.put(Message.MTOM_ENABLED, streams);
  }
}
