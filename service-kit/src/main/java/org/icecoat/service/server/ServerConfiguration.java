package org.icecoat.service.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.service.metrics.ListenAddress;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.wsrf.server.CallObserver;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * Where a service listens, and as whom it listens and calls.
 *
 * @param host name or address to listen on; all addresses by default
 * @param port the service's own by default (factory 8443, node 8444, store 8445); 0 for any free
 *     one
 * @param publicAddress what others dial, such as {@code https://factory.example.org:8443}; if left
 *     out, host and port, which must then be a name that they can dial
 * @param certificate the host's certificate and the chain behind it, PEM
 * @param key its private key, PEM, unencrypted, readable to the service alone
 * @param metrics where figures are served for Prometheus, over plain HTTP; nowhere by default
 */
public record ServerConfiguration(
    String host,
    Integer port,
    URI publicAddress,
    Path certificate,
    Path key,
    ListenAddress metrics) {
  private static final String ALL_ADDRESSES = "0.0.0.0";
  private static final int LARGEST_PORT = 65_535;

  public ServerConfiguration {
    host = Objects.requireNonNullElse(host, ALL_ADDRESSES);
    if (port != null && (port < 0 || port > LARGEST_PORT)) {
      throw new IllegalArgumentException("port must be 0 to 65535");
    }
    if (publicAddress == null && host.equals(ALL_ADDRESSES)) {
      throw new IllegalArgumentException(
          "public-address is missing; give what others dial, such as"
              + " https://host.example.org:8443");
    }
    if (publicAddress != null && !publicAddress.toString().matches("https://[^/]+")) {
      throw new IllegalArgumentException(
          "public-address must be https, a host and a port, without a path");
    }
    if (certificate == null || key == null) {
      throw new IllegalArgumentException("give certificate and key, the host's PEM files");
    }
  }

  /** The host's key and certificates, read again when the files change. */
  public PemKeys keys() {
    return PemKeys.of(certificate, key);
  }

  /** The same, on the service's own port if none is given. */
  public ServerConfiguration orOnPort(int own) {
    return port == null
        ? new ServerConfiguration(host, own, publicAddress, certificate, key, metrics)
        : this;
  }

  /** Where figures are served, if they are. */
  public Optional<ListenAddress> ownMetrics() {
    return Optional.ofNullable(metrics);
  }

  /** How to listen, once the port is known. */
  public ServerSettings settings(TlsMaterial tls, CallObserver observer) {
    ServerSettings settings = ServerSettings.of(host, port, tls).observedBy(observer);
    return publicAddress == null ? settings : settings.publishedAt(publicAddress);
  }
}
