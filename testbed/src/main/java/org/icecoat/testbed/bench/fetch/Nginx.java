package org.icecoat.testbed.bench.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.testbed.bench.harness.ServerProcess;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.pki.Credential;

/** Debian's nginx with its usual settings, which serves a folder over TLS 1.3. */
final class Nginx {
  private static final String LISTEN =
      """
      server {
        listen 127.0.0.1:%d ssl;
        ssl_protocols TLSv1.3;
        ssl_certificate %s;
        ssl_certificate_key %s;
        root %s;
      }
      """;

  private Nginx() {}

  /**
   * Starts it and waits until it listens.
   *
   * @param home where its own files go
   * @param served what it serves
   */
  static ServerProcess start(Path home, Path served, int port, Credential host, Path log) {
    Folders.make(home.resolve("temp"));
    Folders.write(home.resolve("nginx.conf"), configuration());
    Folders.write(
        home.resolve("listen.conf"),
        LISTEN.formatted(port, host.certificate(), host.key(), served));
    List<String> words = List.of("nginx", "-p", home.toString(), "-c", "nginx.conf");
    return ServerProcess.start(words, port, log);
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
