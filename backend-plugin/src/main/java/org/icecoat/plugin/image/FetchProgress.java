package org.icecoat.plugin.image;

import java.util.concurrent.CancellationException;

/** Hears how far a fetch is. Called often, from several threads; must return at once. */
@FunctionalInterface
public interface FetchProgress {
  void at(long bytesDone, long bytesTotal);

  /** Whether anybody waits for it still. Asked between chunks, and of those that are verified. */
  default boolean wanted() {
    return true;
  }

  /**
   * Goes on only while somebody waits.
   *
   * @throws CancellationException if nobody does
   */
  default void requireWanted() {
    if (!wanted()) {
      throw new CancellationException("Nobody waits for the image any more");
    }
  }
}
