package org.icecoat.plugin.vm;

import java.util.function.Consumer;
import java.util.function.Function;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.vmm.VmmListener;

/** Has a look taken at what the monitor's events are about; trusts none of them. */
final class MonitorEvents implements VmmListener {
  private final Function<VmId, NodeVm> find;
  private final Consumer<NodeVm> look;
  private final Runnable lookAtAll;

  MonitorEvents(Function<VmId, NodeVm> find, Consumer<NodeVm> look, Runnable lookAtAll) {
    this.find = find;
    this.look = look;
    this.lookAtAll = lookAtAll;
  }

  @Override
  public void domainChanged(VmId id) {
    NodeVm vm = find.apply(id);
    if (vm != null) {
      look.accept(vm);
    }
  }

  @Override
  public void guestReset(VmId id) {
    domainChanged(id);
  }

  @Override
  public void eventsLost() {
    lookAtAll.run();
  }
}
