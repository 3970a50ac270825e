package org.icecoat.console.remote;

import java.time.Duration;

/** How long an answer of a service is waited for. */
public enum Patience {
  /** To find out whether it answers at all. */
  BRIEF(Duration.ofSeconds(15)),
  USUAL(Duration.ofMinutes(2)),
  /** Where much is sent, or the service has much to read before it answers. */
  LONG(Duration.ofMinutes(60));

  private final Duration usual;

  Patience(Duration usual) {
    this.usual = usual;
  }

  Duration usual() {
    return usual;
  }
}
