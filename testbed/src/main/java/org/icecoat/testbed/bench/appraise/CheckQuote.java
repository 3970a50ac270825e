package org.icecoat.testbed.bench.appraise;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.command.Command;

/**
 * {@code tpm2_checkquote} of the recorded quote, one at a time on each core. It checks signature
 * and nonce, and looks at no log.
 */
final class CheckQuote {
  private final List<String> words;
  private final Path folder;
  private final int runs;

  /**
   * Ready to run.
   *
   * @param recording its folder
   * @param runs a round, on each core
   */
  CheckQuote(Path recording, int runs) {
    this.folder = recording;
    this.runs = runs;
    this.words = List.of("tpm2_checkquote", "-u", "ak.pub", "-m", "quote", "-s", "quote.sig");
  }

  /** Runs a second. */
  double measure() {
    int cores = Runtime.getRuntime().availableProcessors();
    Stopwatch watch = new Stopwatch();
    Stream.generate(() -> CompletableFuture.runAsync(this::run))
        .limit(cores)
        .toList()
        .forEach(CompletableFuture::join);
    return cores * runs / watch.seconds();
  }

  private void run() {
    String nonce =
        Recording.challenge(Recording.challenges(Clock.systemUTC())).qualifyingData().hex();
    Command command =
        Command.of(Stream.concat(words.stream(), Stream.of("-g", "sha256", "-q", nonce)).toList())
            .withFolder(folder);
    for (int i = 0; i < runs; i++) {
      command.run();
    }
  }
}
