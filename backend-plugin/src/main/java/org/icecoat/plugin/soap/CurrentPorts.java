package org.icecoat.plugin.soap;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;

/**
 * Connections by the credential that the host has now. An open connection, and a TLS session that
 * is resumed, goes on to show the key with which it began; who knows the node by the key with which
 * it has proved itself would not know it by an older one. For any number of threads.
 */
public final class CurrentPorts implements AutoCloseable {
  private final Supplier<Ports> opening;
  private final Supplier<?> credential;
  private final Map<URI, Object> opened = new HashMap<>();
  private Object shown;
  private Optional<Ports> ports = Optional.empty();
  private Optional<Ports> older = Optional.empty();

  /**
   * Opens nothing yet.
   *
   * @param credential of the host: the same object as long as it is not renewed
   */
  public CurrentPorts(Supplier<Ports> opening, Supplier<?> credential) {
    this.opening = opening;
    this.credential = credential;
  }

  /** The port at that address; what is going on over an older one may end there. */
  synchronized <T> T port(Contract<T> contract, URI address) {
    Ports current = current();
    return contract
        .portType()
        .cast(opened.computeIfAbsent(address, uri -> current.port(contract, uri)));
  }

  private Ports current() {
    Object now = credential.get();
    if (ports.isEmpty() || shown != now) {
      older.ifPresent(Ports::close);
      older = ports;
      ports = Optional.of(opening.get());
      opened.clear();
      shown = now;
    }
    return ports.get();
  }

  @Override
  public synchronized void close() {
    older.ifPresent(Ports::close);
    ports.ifPresent(Ports::close);
    older = Optional.empty();
    ports = Optional.empty();
  }
}
