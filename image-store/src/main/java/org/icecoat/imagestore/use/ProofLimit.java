package org.icecoat.imagestore.use;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.icecoat.domain.identity.Dn;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/**
 * Keeps clients from keeping the store's TPM busy: one question at a time, of each client so many a
 * minute, and of those who wait a few. For any number of threads.
 */
final class ProofLimit {
  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_IN_A_MINUTE = 12;
  private static final int MOST_WAITING = 8;

  private final InstantSource clock;
  private final Map<Dn, Deque<Instant>> lately = new HashMap<>();
  private final Semaphore places = new Semaphore(MOST_WAITING);
  private final Semaphore turn = new Semaphore(1, true);

  ProofLimit(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Asks, unless it is too much.
   *
   * @throws StoreException TPM_BUSY
   */
  <T> T asking(Dn client, Supplier<T> question) {
    count(client);
    return inTurn(question);
  }

  /** Asks when nobody else does, however often that was. */
  <T> T inTurn(Supplier<T> question) {
    if (!places.tryAcquire()) {
      throw busy("Too many ask for what guards the log; ask again in a moment");
    }
    try {
      await();
      try {
        return question.get();
      } finally {
        turn.release();
      }
    } finally {
      places.release();
    }
  }

  /** Whether nobody else may wait now. */
  boolean full() {
    return places.availablePermits() == 0;
  }

  private void await() {
    try {
      if (turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw busy("The store's TPM is busy with others who ask; ask again in a moment");
  }

  private synchronized void count(Dn client) {
    Instant old = clock.instant().minus(SPAN);
    lately.values().forEach(times -> times.removeIf(time -> !time.isAfter(old)));
    lately.values().removeIf(Deque::isEmpty);
    Deque<Instant> own = lately.computeIfAbsent(client, name -> new ArrayDeque<>());
    if (own.size() >= MOST_IN_A_MINUTE) {
      throw busy("This was asked %d times in the last minute; wait".formatted(MOST_IN_A_MINUTE));
    }
    own.add(clock.instant());
  }

  private static StoreException busy(String message) {
    return new StoreException(StoreFault.TPM_BUSY, message);
  }
}
