package org.icecoat.factory.node;

/** What a node says of a VM's state. */
public enum NodeVmState {
  PREPARING,
  PREPARED,
  RUNNING,
  PAUSED,
  /** Was started and is off. */
  STOPPED,
  FAILED,
  /** The node has nothing of the VM, or nothing any more. */
  ABSENT
}
