package org.icecoat.factory.drive;

import java.time.Instant;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;

/** Takes up a shutdown again that was cut short because the node could not be reached. */
final class StopStep implements Step {
  @Override
  public String name() {
    return "stop";
  }

  @Override
  public boolean isDue(Vm vm) {
    boolean up = vm.state() == VmState.RUNNING || vm.state() == VmState.PAUSED;
    return up && vm.life().desired() == DesiredState.STOPPED;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    return new StepResult.Changed(
        v -> {
          Happening again =
              Happening.of(
                  VmEvent.SHUTDOWN_ORDERED, now, "The shutdown ordered before is taken up again.");
          return ((Outcome.Changed) Outcome.of(v, again)).update();
        });
  }
}
