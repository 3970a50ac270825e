package org.icecoat.plugin.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.merkle.RangeVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several streams that fetch one image together. A stream that breaks off is taken up again where
 * it was; the fetch is given up after some failures in a row, or when a wrong chunk comes twice.
 */
final class FetchCrew {
  private static final Logger LOG = LoggerFactory.getLogger(FetchCrew.class);
  private static final int FAILURES_IN_A_ROW = 5;
  private static final int WRONG_CHUNKS = 2;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private final RangeFetch fetch;
  private final MissingChunks missing;
  private final FetchProgress progress;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();

  FetchCrew(RangeFetch fetch, MissingChunks missing, FetchProgress progress) {
    this.fetch = fetch;
    this.missing = missing;
    this.progress = progress;
  }

  /**
   * Fetches all that is missing; the calling thread works, too.
   *
   * @throws CancellationException if nobody waits for it any more
   */
  void work(Executor executor, int streams) {
    List<CompletableFuture<Void>> others =
        Stream.generate(() -> CompletableFuture.runAsync(this::takeRuns, executor))
            .limit(streams - 1L)
            .toList();
    RuntimeException failure = null;
    try {
      takeRuns();
    } catch (PluginException | CancellationException e) {
      failure = e;
    }
    for (CompletableFuture<Void> other : others) {
      try {
        other.join(); // none may go on writing when this returns
      } catch (CompletionException e) {
        failure = e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void takeRuns() {
    for (Optional<MissingChunks.Run> run = missing.next(); run.isPresent(); run = missing.next()) {
      take(run.get());
    }
  }

  private void take(MissingChunks.Run run) {
    RangeVerifier verifier = fetch.verifier(run);
    try {
      fetch.fetch(run, verifier, this::verified, progress::requireWanted);
    } catch (IOException e) {
      LOG.info("Image {}: {}", fetch.image().id().handle(), e.toString());
      missing.putBack(verifier.nextChunk(), run.end());
      if (failures.incrementAndGet() >= FAILURES_IN_A_ROW) {
        throw ImageFetch.unreachable(fetch.image(), e);
      }
      LockSupport.parkNanos(PAUSE_NANOS * failures.get());
    } catch (TrustException e) {
      missing.putBack(verifier.nextChunk(), run.end());
      if (wrong.incrementAndGet() >= WRONG_CHUNKS) {
        throw new PluginException(
            PluginFault.IMAGE_ALTERED,
            "Image %s: %s".formatted(fetch.image().id().handle(), e.getMessage()),
            e);
      }
    }
  }

  private void verified(int bytes) {
    failures.set(0);
    missing.arrived(bytes);
    progress.at(missing.bytesDone(), fetch.length());
  }
}
