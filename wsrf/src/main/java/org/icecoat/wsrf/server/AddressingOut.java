package org.icecoat.wsrf.server;

import jakarta.xml.ws.Action;
import jakarta.xml.ws.FaultAction;
import java.lang.reflect.Method;
import java.util.UUID;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.phase.Phase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Answers a request that used WS-Addressing in kind: with an Action, related to the request. */
final class AddressingOut extends AbstractSoapInterceptor {
  private static final String SOAP_FAULT = AddressingHeaders.NAMESPACE + "/soap/fault";

  AddressingOut() {
    super(Phase.PRE_PROTOCOL);
  }

  @Override
  public void handleMessage(SoapMessage message) {
    AddressingHeaders request = message.getExchange().get(AddressingHeaders.class);
    if (request == null) {
      return;
    }
    Document document = DOMUtils.createDocument();
    add(message, document, "Action", action(message));
    add(message, document, "MessageID", "urn:uuid:" + UUID.randomUUID());
    request.messageId().ifPresent(id -> add(message, document, "RelatesTo", id));
  }

  private static void add(SoapMessage message, Document document, String name, String text) {
    Element element = document.createElementNS(AddressingHeaders.NAMESPACE, "wsa:" + name);
    element.setAttributeNS(
        "http://www.w3.org/2000/xmlns/", "xmlns:wsa", AddressingHeaders.NAMESPACE);
    element.setTextContent(text);
    QName qName = new QName(AddressingHeaders.NAMESPACE, name);
    message.getHeaders().add(new SoapHeader(qName, element));
  }

  private static String action(SoapMessage message) {
    Method method = Operations.method(message.getExchange());
    Action declared = method == null ? null : method.getAnnotation(Action.class);
    Exception fault = message.getContent(Exception.class);
    if (fault == null) {
      return declared == null ? "" : declared.output();
    }
    return declared == null ? SOAP_FAULT : faultAction(declared, fault.getCause());
  }

  private static String faultAction(Action declared, Throwable cause) {
    for (FaultAction fault : declared.fault()) {
      if (fault.className().isInstance(cause)) {
        return fault.value();
      }
    }
    return SOAP_FAULT;
  }
}
