package org.icecoat.plugin.attest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.icecoat.trust.tpm.Tpm;

/** A TPM to which something happens just before, or just after, it quotes: one thing a quote. */
final class BusyTpm {
  final Queue<Runnable> before = new ArrayDeque<>();
  final Queue<Runnable> after = new ArrayDeque<>();

  /** What was asked of its registers. */
  final List<Object> reads = new ArrayList<>();

  private final Tpm tpm;

  BusyTpm(Tpm tpm) {
    this.tpm = tpm;
  }

  Tpm seen() {
    return (Tpm)
        Proxy.newProxyInstance(
            Tpm.class.getClassLoader(),
            new Class<?>[] {Tpm.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    boolean quote = method.getName().equals("quote");
    if (method.getName().equals("readPcrs")) {
      reads.add(arguments[0]);
    }
    try {
      happen(quote, before);
      Object answer = method.invoke(tpm, arguments);
      happen(quote, after);
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void happen(boolean quote, Queue<Runnable> events) {
    if (quote && !events.isEmpty()) {
      events.remove().run();
    }
  }
}
