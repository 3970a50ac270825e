package org.icecoat.wsrf.server;

import java.time.Duration;

/** Is told of each operation that a server has run, for measurements. For any number of threads. */
@FunctionalInterface
public interface CallObserver {
  /** How a call ended. */
  enum Outcome {
    ANSWERED,
    /** A fault that the contract declares, or one that tells the client what is wrong with it. */
    FAULT,
    /** The service broke; the client got a reference to the log. */
    FAILED
  }

  /**
   * Something was called.
   *
   * @param path of the endpoint, such as {@code /vm}
   * @param operation its WSDL name
   * @param took without the time that an attachment of the answer takes on its way
   */
  void called(String path, String operation, Outcome outcome, Duration took);

  static CallObserver none() {
    return (path, operation, outcome, took) -> {};
  }
}
