package org.icecoat.wsrf.server;

import jakarta.xml.ws.Action;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageContentsList;
import org.apache.cxf.service.invoker.Invoker;
import org.icecoat.wsrf.call.Call;
import org.icecoat.wsrf.mtom.StreamedAttachments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one operation of a service with its call, and makes faults of what it throws. */
final class Invocation<C, T> implements Invoker {
  private static final Logger LOG = LoggerFactory.getLogger(Invocation.class);
  private final ServiceEndpoint<C, T> endpoint;
  private final URI address;
  private final ResourceIds ids;

  Invocation(ServiceEndpoint<C, T> endpoint, URI address) {
    this.endpoint = endpoint;
    this.address = address;
    this.ids = new ResourceIds(endpoint.path(), endpoint.key());
  }

  @Override
  public Object invoke(Exchange exchange, Object parameters) {
    Message request = exchange.getInMessage();
    Method method = Operations.method(exchange);
    Object[] arguments = arguments(method, (List<?>) parameters, request);
    checkAction(exchange, method);
    checkMessage(method, request);
    Map<String, String> prefixes = QueryPrefixes.of(request);
    C caller = Admitted.caller(request, endpoint.calls());
    Call<C> call = new Call<>(caller, ids.in(request), address, prefixes);
    try {
      return endpoint.calls().during(call, () -> run(method, arguments));
    } catch (InvocationTargetException e) {
      throw fault(method, e.getCause(), request);
    } catch (ReflectiveOperationException e) {
      throw unexpected(method, e, request);
    } finally {
      StreamedAttachments.end(request);
    }
  }

  private static Object[] arguments(Method method, List<?> parameters, Message request) {
    if (method == null || parameters == null || parameters.contains(null)) {
      throw new SoapFault(
          "The body of the request has no operation, or an empty (nil) one; see ?wsdl",
          ((SoapMessage) request).getVersion().getSender());
    }
    return parameters.toArray();
  }

  private MessageContentsList run(Method method, Object[] arguments)
      throws ReflectiveOperationException {
    return new MessageContentsList(method.invoke(endpoint.service(), arguments));
  }

  /** WS-Addressing 1.0, SOAP Binding, 6.4.1.5: what is asked must be what is addressed. */
  private static void checkAction(Exchange exchange, Method method) {
    AddressingHeaders headers = exchange.get(AddressingHeaders.class);
    Action declared = method.getAnnotation(Action.class);
    boolean other =
        headers != null
            && declared != null
            && !headers.action().equals(Optional.of(declared.input()));
    if (other) {
      SoapMessage request = (SoapMessage) exchange.getInMessage();
      throw AddressingFaults.otherAction(request, declared.input());
    }
  }

  private void checkMessage(Method method, Message request) {
    SchemaCheck.finding(request)
        .ifPresent(
            finding -> {
              throw translated(method, finding)
                  .orElseGet(
                      () ->
                          new SoapFault(
                              finding.getMessage(),
                              ((SoapMessage) request).getVersion().getSender()));
            });
  }

  private Optional<Fault> translated(Method method, RuntimeException failure) {
    FaultTranslator faults = endpoint.faults();
    return Stream.of(faults.translate(failure), faults.translateForWsrf(failure))
        .flatMap(Optional::stream)
        .filter(translated -> declares(method, translated))
        .findFirst()
        .map(Fault::new);
  }

  private Fault fault(Method method, Throwable thrown, Message request) {
    if (thrown instanceof Fault fault) {
      return fault;
    }
    if (declares(method, thrown)) {
      return new Fault(thrown);
    }
    if (thrown instanceof RuntimeException failure) {
      return translated(method, failure).orElseGet(() -> unexpected(method, thrown, request));
    }
    return unexpected(method, thrown, request);
  }

  private static boolean declares(Method method, Throwable thrown) {
    return Arrays.stream(method.getExceptionTypes()).anyMatch(type -> type.isInstance(thrown));
  }

  /** The client learns a reference to the log, and nothing of the inside. */
  private static SoapFault unexpected(Method method, Throwable thrown, Message request) {
    String reference = UUID.randomUUID().toString().substring(0, 8);
    LOG.error("{} failed, reference {}", method.getName(), reference, thrown);
    return new SoapFault(
        "The service failed; its administrator finds the reason in the log under " + reference,
        ((SoapMessage) request).getVersion().getReceiver());
  }
}
