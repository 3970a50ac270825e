package org.icecoat.plugin.vmm;

/** The state of a domain as its monitor tells it. */
public enum DomainState {
  /** There is no such domain. */
  ABSENT,
  /** Known and off. */
  OFF,
  /** Off because it crashed. */
  CRASHED,
  /**
   * Its monitor is starting it: the guest has not run yet. It runs or is off by and by, without an
   * order.
   */
  COMING_UP,
  RUNNING,
  /** Somebody, or some trouble, has stopped its CPUs. */
  PAUSED;

  /** Whether it holds memory, disk and address now. */
  public boolean live() {
    return this == COMING_UP || up();
  }

  /** Whether it is live and its guest has begun to run. */
  public boolean up() {
    return this == RUNNING || this == PAUSED;
  }
}
