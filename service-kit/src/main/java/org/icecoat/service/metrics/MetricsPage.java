package org.icecoat.service.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** {@code GET /metrics} in the text format of Prometheus, over plain HTTP. */
final class MetricsPage implements AutoCloseable {
  private static final String PATH = "/metrics";
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final long NO_BODY = -1;

  private final HttpServer server;
  private final ExecutorService thread;

  private MetricsPage(HttpServer server, ExecutorService thread) {
    this.server = server;
    this.thread = thread;
  }

  static MetricsPage serve(ListenAddress address, Supplier<String> figures) throws IOException {
    HttpServer server = listening(address);
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "metrics");
              made.setDaemon(true);
              return made;
            });
    server.setExecutor(thread);
    server.createContext("/", exchange -> answer(exchange, figures));
    server.start();
    return new MetricsPage(server, thread);
  }

  private static HttpServer listening(ListenAddress address) throws IOException {
    try {
      return HttpServer.create(address.socket(), 0);
    } catch (IOException e) {
      throw new IOException(
          "Metrics cannot be served at %s: %s; change server.metrics"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  private static void answer(HttpExchange exchange, Supplier<String> figures) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(NOT_ALLOWED, NO_BODY);
      } else {
        byte[] text = figures.get().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", FORMAT);
        exchange.sendResponseHeaders(OK, text.length);
        exchange.getResponseBody().write(text);
      }
    }
  }

  String address() {
    return "http://"
        + server.getAddress().getAddress().getHostAddress()
        + ":"
        + server.getAddress().getPort()
        + PATH;
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
