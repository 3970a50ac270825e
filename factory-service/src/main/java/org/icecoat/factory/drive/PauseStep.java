package org.icecoat.factory.drive;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.domain.vm.DesiredState;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.vm.Life;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/** Pauses a VM that runs, and resumes one that is paused, as is desired. */
final class PauseStep implements Step {
  private static final int MOST_TRIES = 5;
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final NodeCalls calls;

  PauseStep(NodeCalls calls) {
    this.calls = calls;
  }

  @Override
  public String name() {
    return "pause";
  }

  @Override
  public boolean isDue(Vm vm) {
    DesiredState desired = vm.life().desired();
    return (isUp(vm) && desired == DesiredState.PAUSED)
        || (vm.state() == VmState.PAUSED && desired == DesiredState.RUNNING)
        || isLeftRunning(vm);
  }

  /** What failed for another reason may run on; on a node that is not believed it must not. */
  private static boolean isLeftRunning(Vm vm) {
    return vm.state() == VmState.FAILED
        && vm.mustStandStill()
        && vm.report().filter(report -> report.state() == NodeVmState.RUNNING).isPresent();
  }

  /** A guest that is awaited can be paused as well; only lost trust asks for that. */
  private static boolean isUp(Vm vm) {
    boolean awaited = vm.state() == VmState.STARTING || vm.state() == VmState.RESTARTING;
    return vm.state() == VmState.RUNNING || (awaited && vm.drive().ordered());
  }

  @Override
  public int mostTries() {
    return MOST_TRIES;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    return calls.silence(vm, now).orElseGet(() -> told(vm, now));
  }

  private StepResult told(Vm vm, Instant now) {
    ControlAction action =
        vm.state() == VmState.PAUSED ? ControlAction.RESUME : ControlAction.PAUSE;
    return NodeCalls.absorbed(calls.control(vm, action), now);
  }

  /**
   * The VM is no worse than before: only the wish is dropped. What must not run on is never let go.
   */
  @Override
  public VmUpdate failed(Vm vm, FactoryException failure, Instant now) {
    if (vm.mustStandStill()) {
      return VmUpdate.quiet(vm.withDrive(vm.drive().afterFailure(now.plus(AGAIN))));
    }
    Life life = vm.life();
    DesiredState as = vm.state() == VmState.RUNNING ? DesiredState.RUNNING : DesiredState.PAUSED;
    return VmUpdate.told(
        vm.withLife(new Life(life.state(), as, life.since(), life.failure())),
        now,
        "order-refused",
        failure.getMessage());
  }
}
