package org.icecoat.factory.soap;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509KeyManager;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.wire.plugin.BackendPlugin;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * Connections that demand the same of a host, with TLS sessions of their own. What a host has once
 * shown counts as long as a connection or a session lasts: who demands something else of it needs
 * other channels.
 */
final class Channels implements AutoCloseable {
  private static final Contract<BackendPlugin> CONTRACT =
      Contract.of(BackendPlugin.class, "wsdl/plugin.wsdl");
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final Ports plain;
  private final Ports streaming;

  Channels(X509KeyManager keys, EnrolledHosts hosts) {
    ClientSettings settings =
        ClientSettings.of(new TlsMaterial(keys, hosts)).waiting(CONNECT, ANSWER);
    this.plain = new Ports(settings);
    this.streaming = new Ports(settings.streaming(ApplicationArchive.MOST_BYTES));
  }

  Line line(URI endpoint) {
    return new Line(endpoint);
  }

  /** The way to one plug-in. */
  final class Line {
    private final URI endpoint;
    private final Map<Ports, BackendPlugin> opened = new ConcurrentHashMap<>();

    private Line(URI endpoint) {
      this.endpoint = endpoint;
    }

    BackendPlugin plain() {
      return over(plain);
    }

    /** The same, for what is large. */
    BackendPlugin streaming() {
      return over(streaming);
    }

    private BackendPlugin over(Ports ports) {
      return opened.computeIfAbsent(ports, each -> each.port(CONTRACT, endpoint));
    }

    /** Other lines go on. */
    void end() {
      opened.forEach(Ports::end);
      opened.clear();
    }
  }

  /** Ends all lines. */
  @Override
  public void close() {
    plain.close();
    streaming.close();
  }
}
