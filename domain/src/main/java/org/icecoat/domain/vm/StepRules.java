package org.icecoat.domain.vm;

import org.icecoat.domain.vm.Transition.Ignored;
import org.icecoat.domain.vm.Transition.Moved;

/** What the steps of a deployment, their failures, and lost trust do in each state. */
final class StepRules {
  private static final Transition IGNORED = new Ignored();

  private StepRules() {}

  static Transition placed(VmState state) {
    return switch (state) {
      case REQUESTED -> new Moved(VmState.SCHEDULED);
      case SCHEDULED,
          STAGING,
          STARTING,
          RUNNING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED,
          DESTROYING,
          DESTROYED,
          FAILED,
          UNKNOWN ->
          IGNORED;
    };
  }

  static Transition placementGivenUp(VmState state) {
    return switch (state) {
      case SCHEDULED, STAGING, STARTING -> new Moved(VmState.REQUESTED);
      case REQUESTED,
          RUNNING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED,
          DESTROYING,
          DESTROYED,
          FAILED,
          UNKNOWN ->
          IGNORED;
    };
  }

  /** What runs, or may run, is to stand still; one that starts does so once it can. */
  static Transition pausedForTrust(VmState state) {
    return switch (state) {
      case STARTING, RUNNING, PAUSED, RESTARTING, UNKNOWN -> new Moved(state);
      case REQUESTED, SCHEDULED, STAGING, SHUTTING_DOWN, STOPPED, DESTROYING, DESTROYED, FAILED ->
          IGNORED;
    };
  }

  /** A VM that is being destroyed does not fail: destroying is tried until it is done. */
  static Transition failed(VmState state) {
    return switch (state) {
      case REQUESTED,
          SCHEDULED,
          STAGING,
          STARTING,
          RUNNING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED,
          UNKNOWN ->
          new Moved(VmState.FAILED);
      case DESTROYING, DESTROYED, FAILED -> IGNORED;
    };
  }
}
