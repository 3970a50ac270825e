package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.node.ApplicationBundle;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.node.Preparation;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.store.ArchiveStore;
import org.icecoat.factory.vm.Outcome;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/**
 * Orders the node to make image, disk, datasets and application ready. A node that cannot is left
 * for another one: nothing has been started there. Undone by {@link ReleaseStep}.
 */
final class PrepareStep implements Step {
  /** With the pauses in between almost a minute: a plug-in may be restarted meanwhile. */
  private static final int MOST_TRIES = 9;

  private final NodeCalls calls;
  private final ArchiveStore archives;

  PrepareStep(NodeCalls calls, ArchiveStore archives) {
    this.calls = calls;
    this.archives = archives;
  }

  @Override
  public String name() {
    return "prepare";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.SCHEDULED;
  }

  @Override
  public int mostTries() {
    return MOST_TRIES;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    NodeAddress address = calls.address(vm);
    return NodeCalls.absorbed(calls.client().prepare(address, preparation(vm)), now);
  }

  private Preparation preparation(Vm vm) {
    VmRequest request = vm.origin().request();
    return new Preparation(
        NodeCalls.incarnation(vm),
        vm.terms().name(),
        vm.origin().owner(),
        vm.placed().image().orElseThrow(),
        vm.terms().resources(),
        request.site().vmm().map(ComponentRequirement::name),
        request.network(),
        request.datasets(),
        vm.terms().leaseEnd().plus(vm.terms().lease().grace()),
        bundle(vm));
  }

  private Optional<ApplicationBundle> bundle(Vm vm) {
    return vm.origin()
        .request()
        .application()
        .map(terms -> new ApplicationBundle(terms, archives.content(vm.id(), terms.bytes())));
  }

  @Override
  public VmUpdate failed(Vm vm, FactoryException failure, Instant now) {
    return Outcome.givenUp(vm, NodeCalls.reason(vm, failure), now);
  }
}
