package org.icecoat.wsrf.client;

import jakarta.xml.ws.WebServiceException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.icecoat.wsrf.contract.Contract;

/** A port whose undeclared failures are {@link CallFailedException}s. */
record PlainFailures(Object port, String address) implements InvocationHandler {
  static <T> T around(Contract<T> contract, T port, String address) {
    Class<T> type = contract.portType();
    Object plain =
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new PlainFailures(port, address));
    return type.cast(plain);
  }

  /** CXF's own proxy of a port. */
  static Object under(Object plain) {
    return ((PlainFailures) Proxy.getInvocationHandler(plain)).port();
  }

  @Override
  public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    try {
      return method.invoke(port, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof WebServiceException failure
          ? CallFailedException.of(failure, address)
          : e.getCause();
    }
  }
}
