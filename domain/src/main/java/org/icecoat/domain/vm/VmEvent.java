package org.icecoat.domain.vm;

import java.util.Locale;
import java.util.Optional;

/** All that can happen to a VM: orders, steps of its deployment, and what is seen of it. */
public enum VmEvent {
  START_ORDERED(DesiredState.RUNNING),
  PAUSE_ORDERED(DesiredState.PAUSED),
  RESUME_ORDERED(DesiredState.RUNNING),
  RESTART_ORDERED(DesiredState.RUNNING),
  SHUTDOWN_ORDERED(DesiredState.STOPPED),
  DESTROY_ORDERED(DesiredState.DESTROYED),
  /** Recover where the node still has the VM's disk: start it again there. */
  RECOVERY_IN_PLACE_ORDERED(DesiredState.RUNNING),
  /** Recover where nothing can be kept: deploy afresh, under the next epoch. */
  RECOVERY_ANEW_ORDERED(DesiredState.RUNNING),

  /** A node was chosen and its room reserved. */
  PLACED(null),
  /**
   * The chosen node cannot prepare the VM, or is not believed any more, and the VM has not run
   * there: choose another.
   */
  PLACEMENT_GIVEN_UP(null),
  /** A step failed for good. */
  STEP_FAILED(null),

  SEEN_PREPARING(null),
  SEEN_PREPARED(null),
  SEEN_RUNNING(null),
  SEEN_PAUSED(null),
  /** The domain is off. Whoever did it, nobody but its owner starts it again. */
  SEEN_STOPPED(DesiredState.STOPPED),
  /** The node itself calls the VM failed. */
  SEEN_FAILED(null),
  /** The node answers and has nothing of the VM. */
  SEEN_ABSENT(null),
  /** The node has not answered for so long that nothing can be said. */
  NODE_LOST(null),
  /**
   * An administrator vouches that the node, which does not answer, never comes back: it is removed.
   */
  NODE_VOUCHED_GONE(null),
  /** The node is not believed any more, and the VM is to stand still then. */
  PAUSE_FOR_TRUST(DesiredState.PAUSED);

  private final DesiredState desire;

  VmEvent(DesiredState desire) {
    this.desire = desire;
  }

  /** What is desired once the event has been accepted; empty if it leaves that as it was. */
  public Optional<DesiredState> desire() {
    return Optional.ofNullable(desire);
  }

  /** The name in histories, such as {@code pause-ordered}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
