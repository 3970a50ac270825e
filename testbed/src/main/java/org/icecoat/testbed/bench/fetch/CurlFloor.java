package org.icecoat.testbed.bench.fetch;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.testbed.bench.harness.ServerProcess;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;

/**
 * What a careful administrator would type: {@code curl} into a file, then {@code openssl dgst
 * -sha256} of it.
 */
final class CurlFloor implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final ServerProcess nginx;
  private final Command curl;
  private final Command openssl;
  private final Path file;
  private final long bytes;

  /** Fetches {@code name} of {@code bytes} from the server on {@code port} into {@code file}. */
  CurlFloor(ServerProcess nginx, int port, Path authority, String name, Path file, long bytes) {
    this.nginx = nginx;
    this.file = file;
    this.bytes = bytes;
    this.curl =
        Command.of(
                "curl",
                "--silent",
                "--show-error",
                "--fail",
                "--cacert",
                authority.toString(),
                "--output",
                file.toString(),
                "https://127.0.0.1:" + port + "/" + name)
            .withLimit(LIMIT);
    this.openssl = Command.of("openssl", "dgst", "-sha256", file.toString()).withLimit(LIMIT);
  }

  /** Megabytes a second, both programs together; the file is new each time. */
  double measure() {
    Folders.remove(file);
    Stopwatch watch = new Stopwatch();
    curl.run();
    openssl.run();
    return watch.megabytesPerSecond(bytes);
  }

  @Override
  public void close() {
    nginx.close();
  }
}
