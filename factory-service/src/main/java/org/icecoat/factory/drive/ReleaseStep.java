package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/**
 * Undoes a placement before the next one: the node removes what it has. A node that may have
 * started the VM must prove that nothing is left, and is waited for while it does not answer; one
 * that was never told to start it may stay silent, and what it has is destroyed when it answers.
 */
final class ReleaseStep implements Step {
  private static final int MOST_TRIES = 3;
  private static final String GONE = "Nothing of the VM is left on the node that it was on.";
  private static final String HARMLESS =
      "The node has not said that nothing is left. It was never told to start the VM; what it has of"
          + " it is destroyed when it answers.";

  private final NodeCalls calls;
  private final LastReceipt receipts;

  ReleaseStep(NodeCalls calls, LastReceipt receipts) {
    this.calls = calls;
    this.receipts = receipts;
  }

  @Override
  public String name() {
    return "release";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.REQUESTED && vm.node().isPresent();
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    Optional<StepResult> silence = calls.silence(vm, now);
    if (silence.isPresent()) {
      return vm.placed().started() ? silence.get() : released(now, HARMLESS);
    }
    try {
      VmReport report = calls.client().destroy(calls.address(vm), NodeCalls.incarnation(vm));
      if (report.state() != NodeVmState.ABSENT) {
        return new StepResult.Changed(
            v -> VmUpdate.quiet(v.withDrive(v.drive().waitingUntil(now.plusSeconds(1)))));
      }
    } catch (FactoryException e) {
      boolean gone = e.fault() == FactoryFault.VM_ABSENT || e.fault() == FactoryFault.STALE_EPOCH;
      boolean harmless = !vm.placed().started() && vm.drive().tries() >= MOST_TRIES;
      if (!gone && harmless) {
        return released(now, HARMLESS);
      }
      if (!gone) {
        throw e;
      }
    }
    receipts.take(vm, now);
    return released(now, GONE);
  }

  private static StepResult released(Instant now, String what) {
    return new StepResult.Changed(
        v ->
            VmUpdate.told(
                v.withPlaced(v.placed().released()).withReport(Optional.empty()),
                now,
                "released",
                what));
  }

  /** Only that the node is silent can be waited out, so every failure is borne. */
  @Override
  public VmUpdate failed(Vm vm, FactoryException failure, Instant now) {
    return VmUpdate.quiet(vm.withDrive(vm.drive().afterFailure(now.plusSeconds(30))));
  }
}
