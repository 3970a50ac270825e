package org.icecoat.domain.node;

/** Whether a node takes VMs. */
public enum NodeState {
  READY,
  /** Takes no new VMs; an administrator said so. */
  CORDONED,
  /** Takes no new VMs and is to become empty. */
  DRAINING,
  /** Does not answer. */
  UNREACHABLE
}
