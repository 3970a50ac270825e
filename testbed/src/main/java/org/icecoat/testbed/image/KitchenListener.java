package org.icecoat.testbed.image;

import java.time.Duration;

/** Hears how a build goes on, for a person who waits. */
public interface KitchenListener {
  /** Hears nothing. */
  KitchenListener SILENT =
      new KitchenListener() {
        @Override
        public void started(String product) {}

        @Override
        public void finished(String product, Duration took) {}
      };

  /** Begins to make it; not called for what is in the cache. */
  void started(String product);

  void finished(String product, Duration took);
}
