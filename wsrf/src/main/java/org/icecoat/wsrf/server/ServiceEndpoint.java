package org.icecoat.wsrf.server;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.icecoat.wsrf.addressing.EndpointReferences;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.contract.Contract;

/**
 * One endpoint of a server.
 *
 * @param path such as {@code /vm}
 * @param service implements the port type
 * @param key the reference parameter that names a resource; its id may also follow the path
 * @param streaming operations (their WSDL names) that answer with MTOM attachments
 * @param validated whether requests are checked against the schemas before the service sees them
 */
public record ServiceEndpoint<C, T>(
    String path,
    Contract<T> contract,
    T service,
    Calls<C> calls,
    QName key,
    Limits limits,
    Set<String> streaming,
    boolean validated,
    FaultTranslator faults) {
  private static final QName DEFAULT_KEY =
      new QName("http://icecoat.org/2026/11/reference", "ResourceId");

  public ServiceEndpoint {
    if (!path.matches("(/[A-Za-z0-9._-]+)+")) {
      throw new IllegalArgumentException("An endpoint's path looks like /vm, not like " + path);
    }
  }

  /** Validated, default limits, no attachments, Icecoat's reference parameter. */
  public static <C, T> ServiceEndpoint<C, T> of(
      String path, Contract<T> contract, T service, Calls<C> calls) {
    return new ServiceEndpoint<>(
        path,
        contract,
        service,
        calls,
        DEFAULT_KEY,
        Limits.defaults(),
        Set.of(),
        true,
        FaultTranslator.none());
  }

  /** The one that a path leads to. */
  static Optional<ServiceEndpoint<?, ?>> at(String uri, List<ServiceEndpoint<?, ?>> all) {
    return all.stream().filter(endpoint -> endpoint.covers(uri)).findFirst();
  }

  /** The path itself, or the path and one resource id. */
  private boolean covers(String uri) {
    return uri.equals(path)
        || (uri.startsWith(path + "/") && uri.indexOf('/', path.length() + 1) < 0);
  }

  public ServiceEndpoint<C, T> limitedTo(Limits caps) {
    return new ServiceEndpoint<>(
        path, contract, service, calls, key, caps, streaming, validated, faults);
  }

  public ServiceEndpoint<C, T> streamingFrom(String... operations) {
    return new ServiceEndpoint<>(
        path, contract, service, calls, key, limits, Set.of(operations), validated, faults);
  }

  /** Leaves schema validation to the service: for operations that must be fast, or that stream. */
  public ServiceEndpoint<C, T> unvalidated() {
    return new ServiceEndpoint<>(
        path, contract, service, calls, key, limits, streaming, false, faults);
  }

  public ServiceEndpoint<C, T> translating(FaultTranslator translator) {
    return new ServiceEndpoint<>(
        path, contract, service, calls, key, limits, streaming, validated, translator);
  }

  /** EPRs of the resources behind this path of a server that clients dial at {@code base}. */
  public static EndpointReferences references(URI base, String path) {
    return new EndpointReferences(URI.create(base + path), DEFAULT_KEY);
  }
}
