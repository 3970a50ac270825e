package org.icecoat.testbed.bench.fetch;

import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.command.Command;
import org.icecoat.testbed.command.Folders;

/**
 * What a careful administrator would type: {@code curl} into a file, then {@code openssl dgst
 * -sha256} of it.
 *
 * @param source where the file is fetched from
 * @param file where it goes
 */
record CurlFloor(Path authority, String source, Path file, long bytes) {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Megabytes a second, both programs together; the file is new each time. */
  double measure() {
    Folders.remove(file);
    Stopwatch watch = new Stopwatch();
    command(
        "curl",
        "--silent",
        "--show-error",
        "--fail",
        "--cacert",
        authority.toString(),
        "--output",
        file.toString(),
        source);
    command("openssl", "dgst", "-sha256", file.toString());
    return watch.megabytesPerSecond(bytes);
  }

  private static void command(String... words) {
    Command.of(words).withLimit(LIMIT).run();
  }
}
