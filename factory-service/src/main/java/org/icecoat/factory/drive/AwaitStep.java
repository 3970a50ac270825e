package org.icecoat.factory.drive;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.vm.Vm;

/**
 * Waits for the node's reports while it prepares the VM or the guest comes up; that it takes too
 * long is a failure. Reports come as events; the watch of the node is what there is without them.
 */
final class AwaitStep implements Step {
  private final Patience patience;

  /** How long a node may prepare a VM, and a guest may take to report. */
  record Patience(Duration preparation, Duration start) {}

  AwaitStep(Patience patience) {
    this.patience = patience;
  }

  @Override
  public String name() {
    return "guest-ready";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.STAGING
        || ((vm.state() == VmState.STARTING || vm.state() == VmState.RESTARTING)
            && vm.drive().ordered());
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    boolean staging = vm.state() == VmState.STAGING;
    Instant end = vm.life().since().plus(staging ? patience.preparation() : patience.start());
    if (now.isBefore(end)) {
      return new StepResult.WaitUntil(end);
    }
    VmFailure failure =
        staging
            ? new VmFailure(
                now,
                "prepare",
                "PREPARATION_TOO_LONG",
                "The node did not get the VM ready within " + patience.preparation() + ".",
                recovery(vm))
            : new VmFailure(
                now,
                name(),
                "GUEST_SILENT",
                "The guest did not report within "
                    + patience.start()
                    + "; look at its image, or give it more CPUs.",
                recovery(vm));
    return new StepResult.Changed(v -> Step.fail(v, failure));
  }
}
