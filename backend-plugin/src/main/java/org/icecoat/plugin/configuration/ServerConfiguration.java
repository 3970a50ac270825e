package org.icecoat.plugin.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the plug-in listens, and as whom it listens and calls.
 *
 * @param host name or address to listen on; all addresses by default
 * @param port 8444 by default; 0 for any free one
 * @param publicAddress what the factory dials, such as {@code https://node1.example.org:8444}; if
 *     left out, host and port, which must then be a name that it can dial
 * @param certificate the host's certificate and the chain behind it, PEM
 * @param key its private key, PEM, unencrypted, readable to the plug-in alone
 */
public record ServerConfiguration(
    String host, Integer port, URI publicAddress, Path certificate, Path key) {
  private static final String ALL_ADDRESSES = "0.0.0.0";
  private static final int DEFAULT_PORT = 8444;
  private static final int LARGEST_PORT = 65_535;

  public ServerConfiguration {
    host = Objects.requireNonNullElse(host, ALL_ADDRESSES);
    port = Objects.requireNonNullElse(port, DEFAULT_PORT);
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("port must be 0 to 65535");
    }
    if (publicAddress == null && host.equals(ALL_ADDRESSES)) {
      throw new IllegalArgumentException(
          "public-address is missing; give what the factory dials, such as"
              + " https://node1.example.org:8444");
    }
    if (certificate == null || key == null) {
      throw new IllegalArgumentException("give certificate and key, the host's PEM files");
    }
  }
}
