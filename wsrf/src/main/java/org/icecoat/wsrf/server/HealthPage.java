package org.icecoat.wsrf.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** {@code GET /health}: 200 while the service can work, 503 while it cannot. */
final class HealthPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private final transient BooleanSupplier healthy;

  HealthPage(BooleanSupplier healthy) {
    this.healthy = healthy;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean well = healthy.getAsBoolean();
    response.setStatus(
        well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("text/plain;charset=utf-8");
    byte[] text = (well ? "ok\n" : "unavailable\n").getBytes(StandardCharsets.UTF_8);
    response.getOutputStream().write(text);
  }
}
