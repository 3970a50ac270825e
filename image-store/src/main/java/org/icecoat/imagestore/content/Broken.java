package org.icecoat.imagestore.content;

import java.io.IOException;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;

/** The store's disk does not do what it should; the cause is for the log only. */
final class Broken {
  private Broken() {}

  static StoreException because(IOException cause) {
    return new StoreException(
        StoreFault.STORE_BROKEN,
        "The store's disk does not work; its administrator finds the cause in the log",
        cause);
  }
}
