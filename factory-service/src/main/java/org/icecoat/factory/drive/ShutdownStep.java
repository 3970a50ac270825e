package org.icecoat.factory.drive;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.ControlAction;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.vm.Vm;

/** Asks the guest to shut down and cuts its power when the grace time is over. */
final class ShutdownStep implements Step {
  private final NodeCalls calls;
  private final Duration defaultGrace;

  ShutdownStep(NodeCalls calls, Duration defaultGrace) {
    this.calls = calls;
    this.defaultGrace = defaultGrace;
  }

  @Override
  public String name() {
    return "shutdown";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.SHUTTING_DOWN;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    Instant deadline = vm.drive().deadline().orElseGet(() -> vm.life().since().plus(defaultGrace));
    if (!now.isBefore(deadline)) {
      return powerOff(vm, now);
    }
    return vm.drive().ordered() ? new StepResult.WaitUntil(deadline) : ask(vm, now);
  }

  private StepResult ask(Vm vm, Instant now) {
    try {
      if (vm.report().map(report -> report.state() == NodeVmState.PAUSED).orElse(false)) {
        calls.control(vm, ControlAction.RESUME);
      }
      VmReport report = calls.control(vm, ControlAction.SHUTDOWN);
      return NodeCalls.ordered(report, now);
    } catch (FactoryException e) {
      if (e.fault() == FactoryFault.WRONG_STATE) {
        return powerOff(vm, now);
      }
      throw e;
    }
  }

  private StepResult powerOff(Vm vm, Instant now) {
    return NodeCalls.absorbed(calls.control(vm, ControlAction.POWER_OFF), now);
  }
}
