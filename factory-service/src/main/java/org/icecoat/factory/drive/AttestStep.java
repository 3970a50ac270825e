package org.icecoat.factory.drive;

import java.time.Instant;
import java.time.InstantSource;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.attest.NodeTrust;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.standing.TrustKeeper;
import org.icecoat.factory.vm.Moments;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/**
 * Has the node prove itself, before it is used, if what it proved last is too old for the VM.
 * Beside that the node gets what it needs of the image: of the client it learns nothing before it
 * has proved itself. What comes of the proof is judged by the next look at the row; a node that
 * cannot prove anything is left.
 */
final class AttestStep implements Step {
  private static final int MOST_TRIES = 5;

  private final NodeCalls calls;
  private final NodeTrust trust;
  private final TrustKeeper keeper;
  private final InstantSource clock;

  AttestStep(NodeCalls calls, NodeTrust trust, TrustKeeper keeper, InstantSource clock) {
    this.calls = calls;
    this.trust = trust;
    this.keeper = keeper;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "attest";
  }

  @Override
  public boolean isDue(Vm vm) {
    boolean before =
        vm.state() == VmState.SCHEDULED || (vm.state() == VmState.STARTING && !vm.mayRun());
    return before && keeper.mustProve(vm, Moments.micros(clock));
  }

  @Override
  public int mostTries() {
    return MOST_TRIES;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    if (vm.state() == VmState.SCHEDULED) {
      calls.expect(vm);
    }
    var unused = trust.attest(calls.address(vm));
    Instant then = Moments.micros(clock);
    if (keeper.mustProve(vm, then) && keeper.demand(vm, then).isEmpty()) {
      throw new FactoryException(
          FactoryFault.NOT_TRUSTED, "Its fresh proof is too old already; is its clock right?");
    }
    return new StepResult.LookAgain();
  }

  @Override
  public VmUpdate failed(Vm vm, FactoryException failure, Instant now) {
    return TrustKeeper.leave(vm, NodeCalls.reason(vm, failure), now);
  }
}
