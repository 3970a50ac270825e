package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.Run;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.receipt.RunJournal;
import org.icecoat.factory.standing.TrustKeeper;
import org.icecoat.factory.standing.VmTrust;
import org.icecoat.factory.vm.Vm;
import org.icecoat.trust.receipt.FactoryPart;

/** Orders the node to start the domain; one that already runs and is to be recovered is reset. */
final class StartStep implements Step {
  private static final int MOST_TRIES = 10;

  private final NodeCalls calls;
  private final RunJournal journal;
  private final TrustKeeper keeper;

  StartStep(NodeCalls calls, RunJournal journal, TrustKeeper keeper) {
    this.calls = calls;
    this.journal = journal;
    this.keeper = keeper;
  }

  @Override
  public String name() {
    return "start";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.STARTING && !vm.drive().ordered();
  }

  @Override
  public int mostTries() {
    return MOST_TRIES;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    NodeAddress address = calls.address(vm);
    Incarnation incarnation = NodeCalls.incarnation(vm);
    journal.begin(vm, address, now, trust(vm, now));
    int before = vm.drive().startsBefore();
    VmReport report =
        isRunning(vm) && before == vm.starts()
            ? calls
                .client()
                .control(address, incarnation, ControlAction.RESTART, OptionalInt.of(before))
            : calls.client().start(address, incarnation);
    return NodeCalls.ordered(report, now);
  }

  /** What is thought of the node, for the receipt; nothing where nothing is demanded of it. */
  private Optional<Run.Trust> trust(Vm vm, Instant now) {
    return keeper
        .view(vm, now)
        .filter(trust -> trust.terms().isPresent())
        .flatMap(VmTrust::standing)
        .map(
            standing ->
                Run.Trust.of(
                    FactoryPart.Verdict.valueOf(standing.kind().name()), standing.result()));
  }

  private static boolean isRunning(Vm vm) {
    NodeVmState state = vm.report().map(VmReport::state).orElse(NodeVmState.ABSENT);
    return state == NodeVmState.RUNNING || state == NodeVmState.PAUSED;
  }
}
