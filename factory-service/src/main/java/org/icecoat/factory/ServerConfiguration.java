package org.icecoat.factory;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the factory listens, and as whom.
 *
 * @param host to bind; 0.0.0.0 by default
 * @param port to bind; 8443 by default, 0 for any free one
 * @param publicAddress what clients dial, such as https://factory.example.org:8443; if left out,
 *     host and port, which must then be a name that clients can dial
 * @param certificate the host's certificate chain, PEM
 * @param key the host's key, PEM, readable by the factory alone
 */
public record ServerConfiguration(
    String host, Integer port, URI publicAddress, Path certificate, Path key) {
  private static final String ALL_ADDRESSES = "0.0.0.0";
  private static final int DEFAULT_PORT = 8443;
  private static final int MOST_PORT = 65535;

  public ServerConfiguration {
    host = Objects.requireNonNullElse(host, ALL_ADDRESSES);
    port = Objects.requireNonNullElse(port, DEFAULT_PORT);
    if (certificate == null || key == null) {
      throw new IllegalArgumentException("certificate and key are needed");
    }
    if (port < 0 || port > MOST_PORT) {
      throw new IllegalArgumentException("port must be 0 to 65535");
    }
    if (publicAddress == null && host.equals(ALL_ADDRESSES)) {
      throw new IllegalArgumentException(
          "public-address is missing; give what clients dial, such as"
              + " https://factory.example.org:8443");
    }
    if (publicAddress != null && !publicAddress.toString().matches("https://[^/]+")) {
      throw new IllegalArgumentException(
          "public-address must be https, a host and a port, without a path");
    }
  }
}
