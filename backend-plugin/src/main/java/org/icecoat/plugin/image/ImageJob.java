package org.icecoat.plugin.image;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The one fetch or verification of a content, for all who wait for it. It is not wanted any more
 * when the last of them has gone.
 */
final class ImageJob implements FetchProgress {
  private final CompletableFuture<CachedImage> result = new CompletableFuture<>();
  private final List<FetchProgress> listeners = new CopyOnWriteArrayList<>();
  private int waiting;
  private boolean claimed;
  private boolean ended;

  /**
   * One more who waits; whoever cancels what he gets waits no more.
   *
   * @return empty if the job has ended: he has to look afresh
   */
  synchronized Optional<CompletableFuture<CachedImage>> join(FetchProgress listener) {
    if (ended) {
      return Optional.empty();
    }
    waiting++;
    listeners.add(listener);
    CompletableFuture<CachedImage> share = result.copy();
    var unused = share.whenComplete((cached, failure) -> leave(listener));
    return Optional.of(share);
  }

  private synchronized void leave(FetchProgress listener) {
    listeners.remove(listener);
    waiting--;
  }

  /** True for the first caller, who has to do the work. */
  synchronized boolean claim() {
    boolean first = !claimed;
    claimed = true;
    return first;
  }

  @Override
  public void at(long bytesDone, long bytesTotal) {
    listeners.forEach(listener -> listener.at(bytesDone, bytesTotal));
  }

  @Override
  public synchronized boolean wanted() {
    return waiting > 0;
  }

  /** Ends the job unless somebody waits for it; whether it has ended. */
  synchronized boolean endUnlessWanted() {
    ended = waiting == 0;
    return ended;
  }

  /** Ends the job; those who wait are told by what is given back. */
  synchronized CompletableFuture<CachedImage> end() {
    ended = true;
    return result;
  }
}
