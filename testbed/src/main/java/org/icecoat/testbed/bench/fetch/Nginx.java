package org.icecoat.testbed.bench.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.bench.harness.Listening;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.host.Host;
import org.icecoat.testbed.pki.Credential;

/** Debian's nginx with its usual settings, which serves a folder over TLS 1.3. */
final class Nginx {
  static final int PORT = 9444;
  private static final String LISTEN =
      """
      server {
        listen %s:%d ssl;
        ssl_protocols TLSv1.3;
        ssl_certificate %s;
        ssl_certificate_key %s;
        root %s;
      }
      """;

  private Nginx() {}

  /**
   * Starts it on a host and waits until it listens; it ends with the host.
   *
   * @param home where its own files go
   * @param served what it serves
   */
  static void start(Host host, Path home, Path served, Credential credential) {
    Folders.make(home.resolve("temp"));
    Folders.write(home.resolve("nginx.conf"), configuration());
    String address = host.address().getHostAddress();
    Folders.write(
        home.resolve("listen.conf"),
        LISTEN.formatted(address, PORT, credential.certificate(), credential.key(), served));
    List<String> words =
        List.of("nginx", "-p", home.toString(), "-c", "nginx.conf", "-e", "stderr");
    Listening.await(host.spawn("nginx", words, Map.of()), host.address(), PORT);
  }

  private static String configuration() {
    return Folders.io(
        "read",
        Path.of("nginx.conf"),
        () -> {
          try (InputStream in = Nginx.class.getResourceAsStream("nginx.conf")) {
            if (in == null) {
              throw new IOException("it is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
          }
        });
  }
}
