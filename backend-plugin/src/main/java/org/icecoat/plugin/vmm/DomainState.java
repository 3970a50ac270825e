package org.icecoat.plugin.vmm;

/** The state of a domain as its monitor tells it. */
public enum DomainState {
  /** There is no such domain. */
  ABSENT,
  /** Known and off. */
  OFF,
  /** Off because it crashed. */
  CRASHED,
  RUNNING,
  PAUSED;

  /** Whether it holds memory, disk and address now. */
  public boolean live() {
    return this == RUNNING || this == PAUSED;
  }
}
