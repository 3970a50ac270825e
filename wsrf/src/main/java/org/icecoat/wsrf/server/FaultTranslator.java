package org.icecoat.wsrf.server;

import java.util.Optional;

/**
 * Makes a declared fault of a module's own exception: the one switch between the two. What it does
 * not know, and faults that the operation does not declare, become a plain server fault.
 */
@FunctionalInterface
public interface FaultTranslator {
  Optional<Exception> translate(RuntimeException failure);

  /**
   * The same for the operations of WSRF, which declare the faults of the specifications alone;
   * asked if the other is not declared.
   */
  default Optional<Exception> translateForWsrf(RuntimeException failure) {
    return Optional.empty();
  }

  /** A service that throws its declared faults itself. */
  static FaultTranslator none() {
    return failure -> Optional.empty();
  }
}
