package org.icecoat.domain.vm;

import org.icecoat.domain.vm.Transition.Ignored;
import org.icecoat.domain.vm.Transition.Moved;

/**
 * What the reports of a node, and its silence, do in each state. Only {@link #nodeLost} leads to
 * Unknown, and each report of a node leads out of it; so does the word of an administrator.
 */
final class SightRules {
  private static final Transition IGNORED = new Ignored();

  private SightRules() {}

  static Transition preparing(VmState state) {
    return switch (state) {
      case SCHEDULED, UNKNOWN -> new Moved(VmState.STAGING);
      case REQUESTED,
          STAGING,
          STARTING,
          RUNNING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED,
          DESTROYING,
          DESTROYED,
          FAILED ->
          IGNORED;
    };
  }

  static Transition prepared(VmState state) {
    return switch (state) {
      case SCHEDULED, STAGING, UNKNOWN -> new Moved(VmState.STARTING);
      case SHUTTING_DOWN -> new Moved(VmState.STOPPED);
      case REQUESTED,
          STARTING,
          RUNNING,
          PAUSED,
          RESTARTING,
          STOPPED,
          DESTROYING,
          DESTROYED,
          FAILED ->
          IGNORED;
    };
  }

  static Transition running(VmState state) {
    return switch (state) {
      case STARTING, PAUSED, RESTARTING, STOPPED, UNKNOWN -> new Moved(VmState.RUNNING);
      case REQUESTED, SCHEDULED, STAGING, RUNNING, SHUTTING_DOWN, DESTROYING, DESTROYED, FAILED ->
          IGNORED;
    };
  }

  static Transition paused(VmState state) {
    return switch (state) {
      case STARTING, RUNNING, RESTARTING, STOPPED, UNKNOWN -> new Moved(VmState.PAUSED);
      case REQUESTED, SCHEDULED, STAGING, PAUSED, SHUTTING_DOWN, DESTROYING, DESTROYED, FAILED ->
          IGNORED;
    };
  }

  static Transition stopped(VmState state) {
    return switch (state) {
      case STARTING, RUNNING, PAUSED, RESTARTING, SHUTTING_DOWN, UNKNOWN ->
          new Moved(VmState.STOPPED);
      case REQUESTED, SCHEDULED, STAGING, STOPPED, DESTROYING, DESTROYED, FAILED -> IGNORED;
    };
  }

  /** Before the node has taken the VM, that it has nothing of it is no news. */
  static Transition absent(VmState state) {
    return switch (state) {
      case STAGING, STARTING, RUNNING, PAUSED, RESTARTING, SHUTTING_DOWN, STOPPED, UNKNOWN ->
          new Moved(VmState.FAILED);
      case DESTROYING -> new Moved(VmState.DESTROYED);
      case REQUESTED, SCHEDULED, DESTROYED, FAILED -> IGNORED;
    };
  }

  static Transition nodeLost(VmState state) {
    return switch (state) {
      case STAGING, STARTING, RUNNING, PAUSED, RESTARTING, SHUTTING_DOWN, STOPPED ->
          new Moved(VmState.UNKNOWN);
      case REQUESTED, SCHEDULED, DESTROYING, DESTROYED, FAILED, UNKNOWN -> IGNORED;
    };
  }

  /** What was only to come to the node goes to another one; of the rest nothing is left. */
  static Transition nodeVouchedGone(VmState state) {
    return switch (state) {
      case SCHEDULED -> new Moved(VmState.REQUESTED);
      case STAGING,
          STARTING,
          RUNNING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED,
          DESTROYING,
          FAILED,
          UNKNOWN ->
          new Moved(VmState.DESTROYED);
      case REQUESTED, DESTROYED -> IGNORED;
    };
  }
}
