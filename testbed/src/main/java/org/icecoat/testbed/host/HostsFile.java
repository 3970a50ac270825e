package org.icecoat.testbed.host;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.icecoat.testbed.command.Folders;

/** The /etc/hosts of all hosts; each has a copy in the upper layer of its own /etc. */
final class HostsFile {
  private static final String DOMAIN = "grid.test";

  private final Map<String, InetAddress> addresses = new LinkedHashMap<>();

  static String dnsName(String host) {
    return host + "." + DOMAIN;
  }

  void add(String host, InetAddress address) {
    addresses.put(host, address);
  }

  String text() {
    StringBuilder text = new StringBuilder("127.0.0.1 localhost\n::1 localhost\n");
    addresses.forEach(
        (host, address) ->
            text.append(address.getHostAddress())
                .append(' ')
                .append(dnsName(host))
                .append(' ')
                .append(host)
                .append('\n'));
    return text.toString();
  }

  /** Writes it where {@code place} is what a host sees as /etc/hosts. */
  void write(Path place) {
    Folders.write(place, text());
  }
}
