package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs programs of few words, without a shell and for a limited time: one that hangs, or is
 * interrupted, is killed.
 */
final class TimedProgram {
  private static final int MOST_WORDS = 1 << 16;

  private final Duration limit;

  /** How a run ended and what it printed, errors too. */
  record Outcome(int exitStatus, String said) {}

  /** Programs that may take so long by the wall's clock. */
  TimedProgram(Duration limit) {
    this.limit = limit;
  }

  /**
   * Runs one to its end. What it prints is read afterwards, so it is as good as hung once it has
   * filled its pipe of 64 KiB.
   *
   * @param told what it reads from its standard input
   * @throws TimeoutException if it has not ended in time
   * @throws IOException if it cannot be started
   */
  Outcome run(List<String> command, byte[] told)
      throws IOException, InterruptedException, TimeoutException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      try (OutputStream input = process.getOutputStream()) {
        input.write(told);
      }
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException(command.get(0) + " has not ended within " + limit);
      }
      byte[] said = process.getInputStream().readNBytes(MOST_WORDS);
      return new Outcome(process.exitValue(), new String(said, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
