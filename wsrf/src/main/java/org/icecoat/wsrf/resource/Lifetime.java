package org.icecoat.wsrf.resource;

import java.time.Instant;
import java.util.Optional;

/** How resources end: WS-ResourceLifetime 1.2. */
public interface Lifetime<C, R> {
  /**
   * Ends the resource now, or begins to.
   *
   * @throws org.icecoat.wsrf.fault.WsrfException NOT_DESTROYED
   */
  void destroy(C caller, R resource);

  /**
   * Sets the time at which the resource ends; empty for never.
   *
   * @return the time that was set, which may differ from the wish
   * @throws org.icecoat.wsrf.fault.WsrfException TERMINATION_TIME_REJECTED if this wish is not
   *     granted, TERMINATION_TIME_NOT_SETTABLE if none is
   */
  Optional<Instant> setTerminationTime(C caller, R resource, Optional<Instant> wish);
}
