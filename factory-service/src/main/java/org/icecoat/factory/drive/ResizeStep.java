package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.sight.Sight;
import org.icecoat.factory.vm.Drive;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/**
 * Gives a VM that is up the CPUs and memory that are desired; what a node refuses is taken back.
 */
final class ResizeStep implements Step {
  private static final int MOST_TRIES = 5;

  private final NodeCalls calls;

  ResizeStep(NodeCalls calls) {
    this.calls = calls;
  }

  @Override
  public String name() {
    return "resize";
  }

  @Override
  public boolean isDue(Vm vm) {
    boolean up = vm.state() == VmState.RUNNING || vm.state() == VmState.PAUSED;
    return up && !vm.drive().ordered() && !observed(vm).equals(vm.terms().resources());
  }

  private static VmResources observed(Vm vm) {
    VmResources desired = vm.terms().resources();
    Optional<VmReport> report = vm.report();
    return desired.with(
        report.flatMap(VmReport::cpus).filter(c -> fits(vm, c.value())).orElse(desired.cpus()),
        report
            .flatMap(VmReport::memory)
            .filter(m -> m.compareTo(desired.maximalMemory()) <= 0)
            .orElse(desired.memory()));
  }

  private static boolean fits(Vm vm, int cpus) {
    return cpus <= vm.terms().resources().maximalCpus().value();
  }

  @Override
  public int mostTries() {
    return MOST_TRIES;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    VmResources desired = vm.terms().resources();
    VmReport report =
        calls
            .client()
            .setResources(
                calls.address(vm), NodeCalls.incarnation(vm), desired.cpus(), desired.memory());
    return new StepResult.Changed(
        v -> {
          VmUpdate update = Sight.absorb(v.withDrive(after(v, desired)), report, now);
          String told = desired.cpus() + ", " + desired.memory();
          return VmUpdate.told(update.vm(), now, "resized", told).after(update);
        });
  }

  /** What was wished for while the node was called is still to be ordered. */
  private static Drive after(Vm vm, VmResources ordered) {
    return vm.terms().resources().equals(ordered) ? vm.drive().afterOrder() : vm.drive();
  }

  @Override
  public VmUpdate failed(Vm vm, FactoryException failure, Instant now) {
    return VmUpdate.told(
        vm.withTerms(vm.terms().withResources(observed(vm))),
        now,
        "resize-refused",
        failure.getMessage());
  }
}
