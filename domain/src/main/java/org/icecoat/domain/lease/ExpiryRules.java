package org.icecoat.domain.lease;

import java.util.Optional;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmState;

/** Which event carries out an expiry action in each state; empty where there is nothing to do. */
public final class ExpiryRules {
  private ExpiryRules() {}

  public static Optional<VmEvent> event(ExpiryAction action, VmState state) {
    return switch (action) {
      case SHUTDOWN -> shutdown(state);
      case PAUSE -> pause(state);
      case DESTROY -> state.isTerminal() ? Optional.empty() : Optional.of(VmEvent.DESTROY_ORDERED);
    };
  }

  /** A VM that has never run has nothing to keep: its deployment is ended. */
  private static Optional<VmEvent> shutdown(VmState state) {
    return switch (state) {
      case REQUESTED, SCHEDULED, STAGING -> Optional.of(VmEvent.DESTROY_ORDERED);
      case STARTING, RUNNING, PAUSED, RESTARTING -> Optional.of(VmEvent.SHUTDOWN_ORDERED);
      case SHUTTING_DOWN, STOPPED, DESTROYING, DESTROYED, FAILED, UNKNOWN -> Optional.empty();
    };
  }

  /** A VM that starts is paused once it runs. */
  private static Optional<VmEvent> pause(VmState state) {
    return switch (state) {
      case REQUESTED, SCHEDULED, STAGING -> Optional.of(VmEvent.DESTROY_ORDERED);
      case RUNNING -> Optional.of(VmEvent.PAUSE_ORDERED);
      case STARTING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED,
          DESTROYING,
          DESTROYED,
          FAILED,
          UNKNOWN ->
          Optional.empty();
    };
  }
}
