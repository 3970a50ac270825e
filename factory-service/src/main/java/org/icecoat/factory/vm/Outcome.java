package org.icecoat.factory.vm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.LifeCycle;
import org.icecoat.domain.vm.Transition;
import org.icecoat.domain.vm.Transition.Moved;
import org.icecoat.domain.vm.Transition.Refused;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.Reason;

/** What a happening does to a VM's row. */
public sealed interface Outcome {
  record Changed(VmUpdate update) implements Outcome {}

  record Unchanged() implements Outcome {}

  /** An order that makes no sense now; {@code advice} is for the caller. */
  record Rejected(String advice) implements Outcome {}

  /** Applies the life cycle; pure. */
  static Outcome of(Vm vm, Happening happening) {
    Transition transition = LifeCycle.transition(vm.state(), happening.event());
    if (transition instanceof Refused refused) {
      return new Rejected(refused.advice());
    }
    return transition instanceof Moved moved ? moved(vm, happening, moved.to()) : new Unchanged();
  }

  private static Outcome moved(Vm vm, Happening happening, VmState to) {
    Life before = vm.life();
    DesiredState desired = desired(happening.event(), to).orElse(before.desired());
    boolean stays = to == before.state();
    if (stays && desired == before.desired()) {
      return new Unchanged();
    }
    Optional<VmFailure> failure = to == VmState.FAILED ? happening.failure() : Optional.empty();
    Life after = new Life(to, desired, stays ? before.since() : happening.at(), failure);
    Vm changed =
        placed(vm, happening.event(), to)
            .withTerms(terms(vm, to, happening.at()))
            .withLife(after)
            .withDrive(drive(vm, stays));
    HistoryEntry entry =
        new HistoryEntry(happening.at(), to, happening.event().label(), happening.description());
    return new Changed(new VmUpdate(changed, List.of(entry)));
  }

  /** Nothing else can be wished of what is gone. */
  private static Optional<DesiredState> desired(VmEvent event, VmState to) {
    return to.isTerminal() ? Optional.of(DesiredState.DESTROYED) : event.desire();
  }

  /** The lease does not count while the VM waits for a node, and does once it has been up. */
  private static Terms terms(Vm vm, VmState to, Instant now) {
    return switch (to) {
      case REQUESTED -> vm.terms().countingFrom(vm.origin().request().time().latest(now));
      case RUNNING, PAUSED, STOPPED -> vm.terms().afterBeginning();
      case SCHEDULED,
          STAGING,
          STARTING,
          RESTARTING,
          SHUTTING_DOWN,
          DESTROYING,
          DESTROYED,
          FAILED,
          UNKNOWN ->
          vm.terms();
    };
  }

  /** Another wish does not undo the order that a guest is waited for after. */
  private static Drive drive(Vm vm, boolean stays) {
    boolean awaited = vm.state() == VmState.STARTING || vm.state() == VmState.RESTARTING;
    return stays && awaited ? vm.drive().patientAgain() : Drive.fresh(vm.starts());
  }

  /** Leaves a node on which the VM has not run, and says why. */
  static VmUpdate givenUp(Vm vm, Reason reason, Instant now) {
    Outcome outcome = of(vm, Happening.of(VmEvent.PLACEMENT_GIVEN_UP, now, reason.toString()));
    return outcome instanceof Changed changed
        ? changed.update().and(v -> v.withPlaced(v.placed().avoiding(reason)))
        : VmUpdate.quiet(vm);
  }

  /**
   * Leaves a node that is gone for good, whatever state the VM is in.
   *
   * @param word who vouches for that, and why
   */
  static VmUpdate nodeGone(Vm vm, String word, Instant now) {
    Happening gone = Happening.of(VmEvent.NODE_VOUCHED_GONE, now, word);
    VmUpdate update =
        of(vm, gone) instanceof Changed changed
            ? changed.update()
            : VmUpdate.told(vm, now, gone.event().label(), word);
    return update.vm().state().isTerminal() ? update : update.and(Outcome::elsewhere);
  }

  private static Vm elsewhere(Vm vm) {
    return vm.withPlaced(vm.placed().released())
        .withReport(Optional.empty())
        .withDrive(vm.drive().patientAgain());
  }

  /**
   * From STARTING on the node may have started it; once DESTROYED, no node has anything of it. Who
   * recovers a VM wants nodes tried again that failed before.
   */
  private static Vm placed(Vm vm, VmEvent event, VmState to) {
    if (event == VmEvent.RECOVERY_ANEW_ORDERED) {
      return vm.withPlaced(vm.placed().unprejudiced());
    }
    return switch (to) {
      case STARTING -> vm.withPlaced(vm.placed().afterStart());
      case DESTROYED -> vm.withPlaced(vm.placed().released());
      case REQUESTED,
          SCHEDULED,
          STAGING,
          RUNNING,
          PAUSED,
          RESTARTING,
          SHUTTING_DOWN,
          STOPPED,
          DESTROYING,
          FAILED,
          UNKNOWN ->
          vm;
    };
  }
}
