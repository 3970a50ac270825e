package org.icecoat.wsrf.server;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.eclipse.jetty.server.Request;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;

/** Who was admitted with a request, and by whose judgement; kept with the request. */
record Admitted<C>(Calls<C> judge, C caller) {
  private static final String KEY = Admitted.class.getName();

  /**
   * The first judgement that admits a peer.
   *
   * @throws CallerRefusedException the last one, if none does
   */
  static Admitted<?> of(List<Calls<?>> judges, List<X509Certificate> peer)
      throws CallerRefusedException {
    CallerRefusedException last = new CallerRefusedException("Nobody is served here");
    for (Calls<?> judge : judges) {
      try {
        return by(judge, peer);
      } catch (CallerRefusedException e) {
        last = e;
      }
    }
    throw last;
  }

  private static <C> Admitted<C> by(Calls<C> judge, List<X509Certificate> peer)
      throws CallerRefusedException {
    return new Admitted<>(judge, judge.authenticate(peer));
  }

  void to(Request request) {
    request.setAttribute(KEY, this);
  }

  /** The caller of a message, if it is these that judged: what makes the cast sound. */
  @SuppressWarnings("unchecked")
  static <C> C caller(Message message, Calls<C> calls) {
    HttpServletRequest http =
        (HttpServletRequest) message.get(AbstractHTTPDestination.HTTP_REQUEST);
    if (http.getAttribute(KEY) instanceof Admitted<?> admitted && admitted.judge == calls) {
      return (C) admitted.caller;
    }
    throw new IllegalStateException("A request came past admission");
  }
}
