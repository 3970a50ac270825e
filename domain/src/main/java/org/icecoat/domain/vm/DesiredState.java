package org.icecoat.domain.vm;

/** What the owner, the end of the lease, or the loss of trust wants of a VM. */
public enum DesiredState {
  RUNNING,
  PAUSED,
  STOPPED,
  DESTROYED
}
