package org.icecoat.domain.vm;

import org.icecoat.domain.vm.Transition.Ignored;
import org.icecoat.domain.vm.Transition.Moved;
import org.icecoat.domain.vm.Transition.Refused;

/** What each order does in each state. */
final class OrderRules {
  private static final Transition IGNORED = new Ignored();
  private static final Transition GONE =
      new Refused("The VM is being destroyed or is gone; deploy a new one.");
  private static final Transition SILENT_NODE =
      new Refused("The VM's node does not answer; wait until it does, or destroy the VM.");
  private static final Transition BROKEN = new Refused("The VM has failed; recover or destroy it.");
  private static final Transition TOO_EARLY =
      new Refused("The VM is not running yet; wait until it is, or destroy it.");
  private static final Transition GOING_DOWN =
      new Refused("The VM is shutting down; wait until it is stopped, then start it.");
  private static final Transition OFF = new Refused("The VM is stopped; start it first.");
  private static final Transition ASLEEP = new Refused("The VM is paused; resume it first.");

  private OrderRules() {}

  static Transition start(VmState state) {
    return switch (state) {
      case STOPPED -> new Moved(VmState.STARTING);
      case REQUESTED, SCHEDULED, STAGING, STARTING, RUNNING, RESTARTING -> IGNORED;
      case PAUSED -> ASLEEP;
      case SHUTTING_DOWN -> GOING_DOWN;
      case FAILED -> BROKEN;
      case UNKNOWN -> SILENT_NODE;
      case DESTROYING, DESTROYED -> GONE;
    };
  }

  static Transition pause(VmState state) {
    return switch (state) {
      case RUNNING, PAUSED -> new Moved(state);
      case REQUESTED, SCHEDULED, STAGING, STARTING, RESTARTING -> TOO_EARLY;
      case SHUTTING_DOWN -> GOING_DOWN;
      case STOPPED -> OFF;
      case FAILED -> BROKEN;
      case UNKNOWN -> SILENT_NODE;
      case DESTROYING, DESTROYED -> GONE;
    };
  }

  static Transition resume(VmState state) {
    return switch (state) {
      case RUNNING, PAUSED -> new Moved(state);
      case REQUESTED, SCHEDULED, STAGING, STARTING, RESTARTING -> TOO_EARLY;
      case SHUTTING_DOWN -> GOING_DOWN;
      case STOPPED -> OFF;
      case FAILED -> BROKEN;
      case UNKNOWN -> SILENT_NODE;
      case DESTROYING, DESTROYED -> GONE;
    };
  }

  static Transition restart(VmState state) {
    return switch (state) {
      case RUNNING -> new Moved(VmState.RESTARTING);
      case RESTARTING -> IGNORED;
      case REQUESTED, SCHEDULED, STAGING, STARTING -> TOO_EARLY;
      case PAUSED -> ASLEEP;
      case SHUTTING_DOWN -> GOING_DOWN;
      case STOPPED -> OFF;
      case FAILED -> BROKEN;
      case UNKNOWN -> SILENT_NODE;
      case DESTROYING, DESTROYED -> GONE;
    };
  }

  static Transition shutdown(VmState state) {
    return switch (state) {
      case STARTING, RUNNING, PAUSED, RESTARTING, SHUTTING_DOWN -> new Moved(VmState.SHUTTING_DOWN);
      case STOPPED -> IGNORED;
      case REQUESTED, SCHEDULED, STAGING -> TOO_EARLY;
      case FAILED -> BROKEN;
      case UNKNOWN -> SILENT_NODE;
      case DESTROYING, DESTROYED -> GONE;
    };
  }

  /** Destroying is possible in every state: a VM that failed anywhere can always be destroyed. */
  static Transition destroy(VmState state) {
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
          FAILED,
          UNKNOWN ->
          new Moved(VmState.DESTROYING);
      case DESTROYING, DESTROYED -> IGNORED;
    };
  }

  static Transition recover(VmState state, VmState to) {
    return switch (state) {
      case FAILED -> new Moved(to);
      case REQUESTED,
          SCHEDULED,
          STAGING,
          STARTING,
          RUNNING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED ->
          new Refused("The VM has not failed; there is nothing to recover.");
      case UNKNOWN -> SILENT_NODE;
      case DESTROYING, DESTROYED -> GONE;
    };
  }
}
