package org.icecoat.plugin.order;

/** What a VM is told. */
public enum ControlAction {
  PAUSE,
  RESUME,
  /** Resets the guest. */
  RESTART,
  /** Asks the guest. */
  SHUTDOWN,
  /** Does not ask. */
  POWER_OFF
}
