package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.vm.VmEvent;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.vm.Happening;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/**
 * Has the node remove all that it has, and tries until the node has said that nothing is left: only
 * then is the room free and may an address or a disk be used again. A node that is known not to
 * answer is waited for.
 */
final class DestroyStep implements Step {
  private static final int FIRST_TRIES = 5;

  private final NodeCalls calls;
  private final LastReceipt receipts;

  DestroyStep(NodeCalls calls, LastReceipt receipts) {
    this.calls = calls;
    this.receipts = receipts;
  }

  @Override
  public String name() {
    return "destroy";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.DESTROYING;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    Optional<StepResult> silence = calls.silence(vm, now);
    if (silence.isPresent()) {
      return silence.get();
    }
    if (vm.node().isEmpty() || isGone(vm)) {
      receipts.take(vm, now);
      Happening gone = Happening.of(VmEvent.SEEN_ABSENT, now, "Nothing of the VM is left.");
      return new StepResult.Changed(v -> ((Outcome.Changed) Outcome.of(v, gone)).update());
    }
    return new StepResult.WaitUntil(now.plusSeconds(1));
  }

  private boolean isGone(Vm vm) {
    try {
      VmReport report = calls.client().destroy(calls.address(vm), NodeCalls.incarnation(vm));
      return report.state() == NodeVmState.ABSENT;
    } catch (FactoryException e) {
      if (e.fault() == FactoryFault.VM_ABSENT || e.fault() == FactoryFault.STALE_EPOCH) {
        return true;
      }
      throw e;
    }
  }

  /** Destroying is never given up, whatever the node says. */
  @Override
  public VmUpdate failed(Vm vm, FactoryException failure, Instant now) {
    boolean news = vm.drive().tries() == FIRST_TRIES;
    Vm later = vm.withDrive(vm.drive().afterFailure(now.plusSeconds(30)));
    return news
        ? VmUpdate.told(later, now, "destroying-takes-long", failure.getMessage())
        : VmUpdate.quiet(later);
  }
}
