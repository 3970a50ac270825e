package org.icecoat.domain.vm;

/**
 * The life of a VM as one total function. There is no default branch: a new state or event does not
 * compile until each case is decided. {@code docs/states.md} is generated from it.
 */
public final class LifeCycle {
  private LifeCycle() {}

  public static Transition transition(VmState state, VmEvent event) {
    return switch (event) {
      case START_ORDERED -> OrderRules.start(state);
      case PAUSE_ORDERED -> OrderRules.pause(state);
      case RESUME_ORDERED -> OrderRules.resume(state);
      case RESTART_ORDERED -> OrderRules.restart(state);
      case SHUTDOWN_ORDERED -> OrderRules.shutdown(state);
      case DESTROY_ORDERED -> OrderRules.destroy(state);
      case RECOVERY_IN_PLACE_ORDERED -> OrderRules.recover(state, VmState.STARTING);
      case RECOVERY_ANEW_ORDERED -> OrderRules.recover(state, VmState.REQUESTED);
      case PLACED -> StepRules.placed(state);
      case PLACEMENT_GIVEN_UP -> StepRules.placementGivenUp(state);
      case STEP_FAILED -> StepRules.failed(state);
      case SEEN_PREPARING -> SightRules.preparing(state);
      case SEEN_PREPARED -> SightRules.prepared(state);
      case SEEN_RUNNING -> SightRules.running(state);
      case SEEN_PAUSED -> SightRules.paused(state);
      case SEEN_STOPPED -> SightRules.stopped(state);
      case SEEN_FAILED -> StepRules.failed(state);
      case SEEN_ABSENT -> SightRules.absent(state);
      case NODE_LOST -> SightRules.nodeLost(state);
      case NODE_VOUCHED_GONE -> SightRules.nodeVouchedGone(state);
      case PAUSE_FOR_TRUST -> StepRules.pausedForTrust(state);
    };
  }
}
