package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/**
 * A named piece of work on a VM. It may be done again at any time (the process may have been killed
 * after it and before that was written down), so it is idempotent; it holds no lock and no
 * transaction while it calls a peer.
 */
interface Step {
  int FOR_EVER = Integer.MAX_VALUE;

  String name();

  /** Whether the step is what the VM needs in the state that its row shows. */
  boolean isDue(Vm vm);

  /** Does the step, or says until when there is nothing to do. */
  StepResult act(Vm vm, Instant now);

  /** How often a passing failure is borne before it counts as lasting. */
  default int mostTries() {
    return FOR_EVER;
  }

  /** What a lasting failure does to the VM. */
  default VmUpdate failed(Vm vm, FactoryException failure, Instant now) {
    return fail(
        vm, new VmFailure(now, name(), failure.fault().name(), failure.getMessage(), recovery(vm)));
  }

  /** What Recover would do after a failure of this step. */
  default Optional<String> recovery(Vm vm) {
    return Optional.of(
        Recovery.isInPlace(vm)
            ? "Recover starts the VM again on its node, with its disk."
            : "Recover deploys the VM afresh.");
  }

  static VmUpdate fail(Vm vm, VmFailure failure) {
    Outcome outcome = Outcome.of(vm, Happening.of(VmEvent.STEP_FAILED, failure));
    return outcome instanceof Outcome.Changed changed ? changed.update() : VmUpdate.quiet(vm);
  }
}
