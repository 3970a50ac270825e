package org.icecoat.wsrf.server;

import java.time.Duration;
import java.util.Set;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.service.invoker.Invoker;
import org.icecoat.wsrf.server.CallObserver.Outcome;

/** Tells an observer what another invoker has run, how it ended and how long it took. */
final class ObservedInvoker implements Invoker {
  /** SOAP 1.2, 5.4.6, and SOAP 1.1, 4.4.1: the fault is not the message's. */
  private static final Set<String> OURS = Set.of("Receiver", "Server");

  private final String path;
  private final Invoker invoker;
  private final CallObserver observer;

  ObservedInvoker(String path, Invoker invoker, CallObserver observer) {
    this.path = path;
    this.invoker = invoker;
    this.observer = observer;
  }

  @Override
  public Object invoke(Exchange exchange, Object parameters) {
    long begin = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    try {
      Object answer = invoker.invoke(exchange, parameters);
      outcome = Outcome.ANSWERED;
      return answer;
    } catch (Fault fault) {
      outcome = isOurs(fault) ? Outcome.FAILED : Outcome.FAULT;
      throw fault;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      observer.called(path, Operations.name(exchange), outcome, took);
    }
  }

  private static boolean isOurs(Fault fault) {
    return fault instanceof SoapFault
        && fault.getFaultCode() != null
        && OURS.contains(fault.getFaultCode().getLocalPart());
  }
}
