package org.icecoat.domain.vm;

/** What the owner, or the end of the lease, wants of a VM. */
public enum DesiredState {
  RUNNING,
  PAUSED,
  STOPPED,
  DESTROYED
}
