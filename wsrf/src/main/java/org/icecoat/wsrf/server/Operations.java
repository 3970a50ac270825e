package org.icecoat.wsrf.server;

import java.lang.reflect.Method;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.service.invoker.MethodDispatcher;
import org.apache.cxf.service.model.BindingOperationInfo;

/** Which method of the port type a request is for. */
final class Operations {
  private Operations() {}

  /** Null while it is not known, as for a request that cannot be read. */
  static Method method(Exchange exchange) {
    BindingOperationInfo operation = exchange.getBindingOperationInfo();
    MethodDispatcher methods =
        (MethodDispatcher) exchange.getService().get(MethodDispatcher.class.getName());
    return operation == null || methods == null ? null : methods.getMethod(operation);
  }

  /** The operation's WSDL name, or "unknown". */
  static String name(Exchange exchange) {
    BindingOperationInfo operation = exchange.getBindingOperationInfo();
    return operation == null ? "unknown" : operation.getName().getLocalPart();
  }
}
