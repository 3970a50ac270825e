package org.icecoat.plugin.order;

/** A VM's state as its node reports it. */
public enum NodeVmState {
  /** Image, disk and datasets are being made ready. */
  PREPARING,
  PREPARED,
  RUNNING,
  PAUSED,
  /** Was started and is off. */
  STOPPED,
  FAILED,
  /** The node has nothing of it. */
  ABSENT
}
