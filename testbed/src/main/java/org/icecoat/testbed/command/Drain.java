package org.icecoat.testbed.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a stream to its end on a thread of its own and keeps the first mebibyte. */
final class Drain {
  private static final int KEPT_BYTES = 1 << 20;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread thread;

  private Drain(InputStream stream) {
    thread = new Thread(() -> read(stream), "command-output");
    thread.setDaemon(true);
  }

  static Drain of(InputStream stream) {
    Drain drain = new Drain(stream);
    drain.thread.start();
    return drain;
  }

  /**
   * What came so far; waits a little for the rest, as a child may hold the stream open for ever.
   */
  String text(Duration patience) throws InterruptedException {
    thread.join(patience.toMillis());
    synchronized (kept) {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }

  private void read(InputStream stream) {
    byte[] buffer = new byte[8192];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        keep(buffer, n);
      }
    } catch (IOException closed) {
      // The program was killed: what it said until then is kept, and nobody needs the rest.
    }
  }

  private void keep(byte[] buffer, int n) {
    synchronized (kept) {
      kept.write(buffer, 0, Math.min(n, KEPT_BYTES - kept.size()));
    }
  }
}
