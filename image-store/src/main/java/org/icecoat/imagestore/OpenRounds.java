package org.icecoat.imagestore;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.icecoat.imagestore.content.ContentRounds;

/** The thread that reads all content again and again. */
final class OpenRounds implements AutoCloseable {
  private static final Duration FIRST = Duration.ofMinutes(1);

  private final ContentRounds rounds;
  private final ScheduledExecutorService timer;

  private OpenRounds(ContentRounds rounds) {
    this.rounds = rounds;
    this.timer = Executors.newSingleThreadScheduledExecutor(OpenLog.daemon("content-rounds"));
  }

  static OpenRounds start(ContentRounds rounds) {
    OpenRounds open = new OpenRounds(rounds);
    open.after(FIRST);
    return open;
  }

  private void after(Duration pause) {
    if (!timer.isShutdown()) {
      var unused = timer.schedule(() -> after(rounds.step()), pause.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
