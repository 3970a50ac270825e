package org.icecoat.service.metrics;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place to listen at, such as {@code 127.0.0.1:9464} or {@code [::1]:9464}.
 *
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {
  private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):(\\d{1,5})");
  private static final int LARGEST_PORT = 65_535;

  public ListenAddress {
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("a port is 0 to 65535");
    }
  }

  /** Reads what a person wrote. */
  public static ListenAddress parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("give host and port, such as 127.0.0.1:9464");
    }
    return new ListenAddress(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  InetSocketAddress socket() {
    return new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
