package org.icecoat.trust.log.tree;

import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/** What is refused before it is looked at any closer. */
public final class Malformed {
  private Malformed() {}

  public static TrustException because(String what) {
    return because(what, null);
  }

  public static TrustException because(String what, Throwable cause) {
    return new TrustException(
        TrustFault.LOG_MALFORMED,
        "This is nothing that an image log gives out: " + what + "; ask the store again",
        cause);
  }
}
