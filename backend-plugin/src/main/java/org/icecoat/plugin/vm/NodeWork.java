package org.icecoat.plugin.vm;

import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.icecoat.plugin.guest.GuestSurroundings;

/**
 * How the node works.
 *
 * @param clock by which reports and records of VMs are stamped; made one that never goes back
 * @param executor for orders and steps; must not be bounded
 * @param patience how long a caller waits for an order to be carried out
 * @param outputCap bytes that are kept of each output of an application
 */
public record NodeWork(
    Clock clock, Executor executor, GuestSurroundings guests, Duration patience, long outputCap) {
  public NodeWork {
    clock = new RisingClock(clock);
  }

  /** For how long something lasts. */
  InstantSource steady() {
    return guests.steady();
  }
}
