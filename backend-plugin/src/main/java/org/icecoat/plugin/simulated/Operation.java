package org.icecoat.plugin.simulated;

/** The operations of a monitor that a script can slow down or make fail. */
public enum Operation {
  CREATE_DISK,
  DEFINE,
  START,
  FORGET_KEYS,
  PAUSE,
  RESUME,
  RESET,
  SHUTDOWN,
  POWER_OFF,
  SET_RESOURCES,
  DESTROY,
  OBSERVE
}
