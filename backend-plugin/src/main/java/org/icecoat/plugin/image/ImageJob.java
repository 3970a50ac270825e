package org.icecoat.plugin.image;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** The one fetch or verification of a content, for all who wait for it. */
final class ImageJob implements FetchProgress {
  private final CompletableFuture<CachedImage> result = new CompletableFuture<>();
  private final List<FetchProgress> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean claimed = new AtomicBoolean();

  CompletableFuture<CachedImage> result() {
    return result;
  }

  void add(FetchProgress listener) {
    listeners.add(listener);
  }

  /** True for the first caller, who has to do the work. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  @Override
  public void at(long bytesDone, long bytesTotal) {
    listeners.forEach(listener -> listener.at(bytesDone, bytesTotal));
  }
}
