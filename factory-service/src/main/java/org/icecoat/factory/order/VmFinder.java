package org.icecoat.factory.order;

import java.util.List;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.store.VmHistoryStore;
import org.icecoat.factory.store.VmStore;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.factory.vm.Vm;
import org.icecoat.service.access.Caller;

/** Finds VMs for those who may know of them; a stranger learns as much as if there was none. */
public final class VmFinder {
  private final VmStore vms;
  private final VmHistoryStore history;
  private final Access access;

  public VmFinder(VmStore vms, VmHistoryStore history, Access access) {
    this.vms = vms;
    this.history = history;
    this.access = access;
  }

  /** The VM, or VM_UNKNOWN. */
  public Vm find(Caller caller, VmId id) {
    return vms.find(id)
        .filter(vm -> access.maySee(caller, vm.origin().owner().dn()))
        .orElseThrow(() -> unknown(id));
  }

  /** The VM for an order; by a limited proxy nobody gives orders to others' VMs. */
  Vm findForOrder(Caller caller, VmId id) {
    Vm vm = find(caller, id);
    if (!vm.origin().owner().dn().equals(caller.dn())) {
      Access.requireFull(caller);
    }
    return vm;
  }

  public List<HistoryEntry> history(Vm vm) {
    return history.of(vm.id());
  }

  static FactoryException unknown(VmId id) {
    return new FactoryException(
        FactoryFault.VM_UNKNOWN,
        "There is no VM " + id + " among yours; ListVms shows which there are.",
        new FaultDetail.Subject(id.toString()));
  }
}
