package org.icecoat.wsrf.server;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.cxf.Bus;

/** A running server; closing it lets requests under way end, for a few seconds. */
public final class WsrfServer implements AutoCloseable {
  private final JettyFront front;
  private final Bus bus;
  private final URI address;

  private WsrfServer(JettyFront front, Bus bus, URI address) {
    this.front = front;
    this.bus = bus;
    this.address = address;
  }

  /** Starts a server that is always healthy. */
  public static WsrfServer start(
      ServerSettings settings, Function<URI, List<ServiceEndpoint<?, ?>>> endpoints)
      throws IOException {
    return start(settings, endpoints, () -> true);
  }

  /**
   * Starts listening, and returns when requests are served.
   *
   * @param endpoints made for the address that clients dial, once the port is bound
   * @param healthy asked by {@code GET /health}
   * @throws IOException if the port is taken, or the keys cannot be used
   */
  public static WsrfServer start(
      ServerSettings settings,
      Function<URI, List<ServiceEndpoint<?, ?>>> endpoints,
      BooleanSupplier healthy)
      throws IOException {
    JettyFront front = front(settings);
    Bus bus = LeanBus.make();
    boolean started = false;
    try {
      URI address = front.bind();
      List<ServiceEndpoint<?, ?>> all = endpoints.apply(address);
      all.forEach(endpoint -> publish(bus, endpoint, address, settings.observer()));
      front.serve(bus, all, healthy);
      started = true;
      return new WsrfServer(front, bus, address);
    } finally {
      if (!started) {
        front.stop();
        bus.shutdown(true);
      }
    }
  }

  private static JettyFront front(ServerSettings settings) throws IOException {
    try {
      return new JettyFront(settings);
    } catch (GeneralSecurityException e) {
      throw new IOException("The server's keys cannot be used: " + e.getMessage(), e);
    }
  }

  private static <C, T> void publish(
      Bus bus, ServiceEndpoint<C, T> endpoint, URI address, CallObserver observer) {
    Publication.publish(bus, endpoint, URI.create(address + endpoint.path()), observer);
  }

  /** What clients dial, without a path. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    try {
      front.stop();
    } finally {
      bus.shutdown(true);
    }
  }
}
