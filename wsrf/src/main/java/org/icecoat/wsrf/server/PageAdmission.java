package org.icecoat.wsrf.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges whoever asks for a page, a contract or the health, as {@link Admission} judges whoever
 * sends a message: for each request anew and by the same authenticators. Pages are the server's and
 * not an endpoint's, so a peer sees them whom one of the endpoints admits.
 */
final class PageAdmission extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PageAdmission.class);
  private static final String CHAIN = "jakarta.servlet.request.X509Certificate";
  private final transient List<Calls<?>> calls;

  PageAdmission(List<ServiceEndpoint<?, ?>> endpoints) {
    this.calls = endpoints.stream().<Calls<?>>map(ServiceEndpoint::calls).distinct().toList();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      if (!request.getMethod().equals("POST")) {
        judge(PeerChain.of((X509Certificate[]) request.getAttribute(CHAIN)));
      }
    } catch (CallerRefusedException e) {
      LOG.info("A caller is refused a page: {}", e.getMessage());
      refuse(response, e.getMessage());
      return;
    }
    chain.doFilter(request, response);
  }

  private void judge(List<X509Certificate> peer) throws CallerRefusedException {
    CallerRefusedException last = new CallerRefusedException("Nobody is served here");
    for (Calls<?> each : calls) {
      try {
        each.authenticate(peer);
        return;
      } catch (CallerRefusedException e) {
        last = e;
      }
    }
    throw last;
  }

  private static void refuse(HttpServletResponse response, String why) throws IOException {
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().write((why + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
