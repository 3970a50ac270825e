package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.OptionalInt;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.vm.Vm;

/** Resets the guest, once however often it is ordered. */
final class RestartStep implements Step {
  private static final int MOST_TRIES = 10;

  private final NodeCalls calls;

  RestartStep(NodeCalls calls) {
    this.calls = calls;
  }

  @Override
  public String name() {
    return "restart";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.RESTARTING && !vm.drive().ordered();
  }

  @Override
  public int mostTries() {
    return MOST_TRIES;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    OptionalInt afterStarts = OptionalInt.of(vm.drive().startsBefore());
    return NodeCalls.ordered(
        calls
            .client()
            .control(
                calls.address(vm), NodeCalls.incarnation(vm), ControlAction.RESTART, afterStarts),
        now);
  }
}
