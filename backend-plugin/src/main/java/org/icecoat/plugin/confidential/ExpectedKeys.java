package org.icecoat.plugin.confidential;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.icecoat.domain.image.ImageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a key as soon as it is expected that a VM will need it. What comes of that serves one
 * VM, and is forgotten after a while: it is of no use but to this node's TPM in the state that was
 * appraised, and whoever gets it when that has changed asks again.
 */
public final class ExpectedKeys implements KeySource {
  /** How long a key waits for its VM. */
  static final Duration KEPT = Duration.ofMinutes(1);

  /** More are not asked for ahead: an order asks itself. */
  static final int MOST = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ExpectedKeys.class);

  private final KeySource source;
  private final Executor asking;
  private final Executor later;
  private final Map<Wanted, CompletableFuture<WrappedKey>> keys = new HashMap<>();

  private record Wanted(URI store, ImageId image) {}

  /** What asks that source, by threads of the executor. */
  public ExpectedKeys(KeySource source, Executor asking) {
    this(source, asking, CompletableFuture.delayedExecutor(KEPT.toMillis(), MILLISECONDS, asking));
  }

  /**
   * The same.
   *
   * @param later runs what it is given after {@link #KEPT}
   */
  ExpectedKeys(KeySource source, Executor asking, Executor later) {
    this.source = source;
    this.asking = asking;
    this.later = later;
  }

  @Override
  public void expect(URI store, ImageId image) {
    Wanted wanted = new Wanted(store, image);
    CompletableFuture<WrappedKey> key;
    synchronized (keys) {
      if (keys.size() >= MOST || keys.containsKey(wanted)) {
        return;
      }
      key = CompletableFuture.supplyAsync(() -> source.key(store, image), asking);
      keys.put(wanted, key);
    }
    var unused = key.whenComplete((got, failure) -> asked(wanted, key, failure));
    later.execute(() -> forget(wanted, key));
  }

  /** A failure is told to whoever waits; who comes later asks himself. */
  private void asked(Wanted wanted, CompletableFuture<WrappedKey> key, Throwable failure) {
    if (failure != null) {
      LOG.info("The key of {} was expected, but: {}", wanted.image(), failure.getMessage());
      forget(wanted, key);
    }
  }

  private void forget(Wanted wanted, CompletableFuture<WrappedKey> key) {
    synchronized (keys) {
      keys.remove(wanted, key);
    }
  }

  @Override
  public WrappedKey key(URI store, ImageId image) {
    CompletableFuture<WrappedKey> expected;
    synchronized (keys) {
      expected = keys.remove(new Wanted(store, image));
    }
    return expected == null ? source.key(store, image) : joined(expected);
  }

  private static WrappedKey joined(CompletableFuture<WrappedKey> expected) {
    try {
      return expected.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }
}
