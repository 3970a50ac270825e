package org.icecoat.wsrf.hostile;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.xml.ws.WebFault;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.icecoat.wsrf.contract.Contract;

/**
 * An operation as its contract declares it.
 *
 * @param request the one element in the body of a request
 * @param type what the element is bound to
 * @param faults the elements in the detail of its declared faults
 */
record WireOperation(String name, QName request, Class<?> type, Set<QName> faults) {

  /** All operations of a port type, also those that nobody thought of here. */
  static List<WireOperation> of(Contract<?> contract) {
    return Arrays.stream(contract.portType().getMethods())
        .filter(method -> method.isAnnotationPresent(WebMethod.class))
        .map(WireOperation::of)
        .sorted(Comparator.comparing(WireOperation::name))
        .toList();
  }

  private static WireOperation of(Method method) {
    WebParam body = (WebParam) method.getParameterAnnotations()[0][0];
    return new WireOperation(
        method.getAnnotation(WebMethod.class).operationName(),
        new QName(body.targetNamespace(), body.name()),
        method.getParameterTypes()[0],
        Arrays.stream(method.getExceptionTypes())
            .map(type -> type.getAnnotation(WebFault.class))
            .map(fault -> new QName(fault.targetNamespace(), fault.name()))
            .collect(Collectors.toSet()));
  }

  @Override
  public String toString() {
    return name;
  }
}
