package org.icecoat.imagestore.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the store listens, and as whom.
 *
 * @param host name or address to listen on; all addresses by default
 * @param port 8445 by default; 0 for any free one
 * @param publicAddress what clients dial, such as {@code https://store.example.org:8445}; if left
 *     out, host and port, which must then be a name that clients can dial
 * @param certificate the host's certificate and the chain behind it, PEM
 * @param key its private key, PEM, unencrypted, readable to the store alone
 */
public record ServerConfiguration(
    String host, Integer port, URI publicAddress, Path certificate, Path key) {
  private static final String ALL_ADDRESSES = "0.0.0.0";
  private static final int DEFAULT_PORT = 8445;
  private static final int LARGEST_PORT = 65_535;

  public ServerConfiguration {
    host = Objects.requireNonNullElse(host, ALL_ADDRESSES);
    port = Objects.requireNonNullElse(port, DEFAULT_PORT);
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("port must be 0 to 65535");
    }
    if (publicAddress == null && host.equals(ALL_ADDRESSES)) {
      throw new IllegalArgumentException(
          "public-address is missing; give what clients dial, such as"
              + " https://store.example.org:8445");
    }
    if (publicAddress != null && !publicAddress.toString().matches("https://[^/]+")) {
      throw new IllegalArgumentException(
          "public-address must be https, a host and a port, without a path");
    }
    if (certificate == null || key == null) {
      throw new IllegalArgumentException("give certificate and key, the host's PEM files");
    }
  }
}
