package org.icecoat.plugin.image;

/** Hears how far a fetch is. Called often, from several threads; must return at once. */
@FunctionalInterface
public interface FetchProgress {
  void at(long bytesDone, long bytesTotal);
}
