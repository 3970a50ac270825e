package org.icecoat.plugin.simulated;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.DomainState;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.icecoat.plugin.vmm.Vmm;
import org.icecoat.plugin.vmm.VmmContract;

class SimulatedVmmTest extends VmmContract {
  private final SimulationScript script = new SimulationScript();
  private final SimulatedVmm vmm = new SimulatedVmm(script, SimulatedApplication.endingAtOnce());

  @Override
  protected Vmm open() {
    return vmm;
  }

  @Override
  protected VmSpec spec(Path folder) {
    Path any = folder.resolve("any");
    return TestingSpecs.directKernel(folder, new Boot.DirectKernel(any, any, ""), any);
  }

  @Override
  protected Optional<Runnable> holdStarts() {
    CompletableFuture<Void> until = new CompletableFuture<>();
    script.hold(Operation.START, until);
    return Optional.of(() -> until.complete(null));
  }

  @Override
  protected VmId foreignDomain() {
    VmId id = freshId();
    vmm.addForeign(
        new DomainObservation(
            id, "other", DomainState.RUNNING, Optional.empty(), Optional.empty()));
    return id;
  }
}
