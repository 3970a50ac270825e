package org.icecoat.wsrf.server;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first to see a request: judges the peer, for each request anew, before anything of it is
 * read. A message is judged by its endpoint's authenticator. Pages are the server's and not an
 * endpoint's, so a peer sees them whom one of the endpoints admits.
 *
 * <p>TLS has only proved that the peer has the key of the certificate that it shows. Whoever is
 * refused is told why here, which an alert of TLS could not.
 */
final class Admission extends Handler.Wrapper {
  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
  private final List<ServiceEndpoint<?, ?>> endpoints;
  private final List<Calls<?>> all;

  Admission(List<ServiceEndpoint<?, ?>> endpoints, Handler admitted) {
    super(admitted);
    this.endpoints = List.copyOf(endpoints);
    this.all = endpoints.stream().<Calls<?>>map(ServiceEndpoint::calls).distinct().toList();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    try {
      Admitted.of(judges(request), peer(request)).to(request);
    } catch (CallerRefusedException e) {
      LOG.debug("A caller is refused: {}", e.getMessage());
      new Farewell(request, response, callback).say(e.getMessage());
      return true;
    }
    return super.handle(request, response, callback);
  }

  private List<Calls<?>> judges(Request request) {
    Optional<ServiceEndpoint<?, ?>> endpoint =
        "POST".equals(request.getMethod())
            ? ServiceEndpoint.at(request.getHttpURI().getPath(), endpoints)
            : Optional.empty();
    return endpoint.<List<Calls<?>>>map(one -> List.of(one.calls())).orElse(all);
  }

  private static List<X509Certificate> peer(Request request) throws CallerRefusedException {
    Object session = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
    X509Certificate[] shown =
        session instanceof EndPoint.SslSessionData tls ? tls.peerCertificates() : null;
    if (shown == null || shown.length == 0) {
      throw new CallerRefusedException(
          "No certificate was sent: this service is called with a client certificate");
    }
    return List.of(shown);
  }
}
