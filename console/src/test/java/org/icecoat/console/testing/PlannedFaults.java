package org.icecoat.console.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Makes stubs of doubles, whose next calls can be told to fail. */
public final class PlannedFaults {
  private final Map<String, Deque<Throwable>> planned = new HashMap<>();
  private final Map<String, Throwable> lasting = new HashMap<>();

  /** The next call of the method throws this; one plan follows another. */
  public PlannedFaults fail(String method, Throwable fault) {
    planned.computeIfAbsent(method, name -> new ArrayDeque<>()).add(fault);
    return this;
  }

  /** Every call of the method throws this from now on. */
  public PlannedFaults failEver(String method, Throwable fault) {
    lasting.put(method, fault);
    return this;
  }

  /** A port type whose calls go to the double's methods of the same names. */
  public <T> T stub(Class<T> portType, Object backend) {
    InvocationHandler handler = (proxy, method, arguments) -> call(backend, method, arguments);
    return portType.cast(
        Proxy.newProxyInstance(portType.getClassLoader(), new Class<?>[] {portType}, handler));
  }

  private Object call(Object backend, Method method, Object... arguments) throws Throwable {
    Deque<Throwable> plan = planned.get(method.getName());
    if (plan != null && !plan.isEmpty()) {
      throw plan.remove();
    }
    if (lasting.containsKey(method.getName())) {
      throw lasting.get(method.getName());
    }
    try {
      return backend
          .getClass()
          .getMethod(method.getName(), method.getParameterTypes())
          .invoke(backend, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
