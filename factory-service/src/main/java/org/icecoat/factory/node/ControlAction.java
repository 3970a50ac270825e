package org.icecoat.factory.node;

/** What a domain can be told. RESTART resets, SHUTDOWN asks the guest, POWER_OFF does not ask. */
public enum ControlAction {
  PAUSE,
  RESUME,
  RESTART,
  SHUTDOWN,
  POWER_OFF
}
