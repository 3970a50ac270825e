package org.icecoat.factory.drive;

import org.icecoat.domain.vm.VmEvent;
import org.icecoat.factory.node.NodeVmState;
import org.icecoat.factory.node.VmReport;
import org.icecoat.factory.vm.Vm;

/** How a failed VM is recovered. */
public final class Recovery {
  private Recovery() {}

  /** The event of a Recover order. */
  public static VmEvent event(Vm vm) {
    return isInPlace(vm) ? VmEvent.RECOVERY_IN_PLACE_ORDERED : VmEvent.RECOVERY_ANEW_ORDERED;
  }

  /** Whether the node still has a disk that the VM can go on with. */
  static boolean isInPlace(Vm vm) {
    return vm.placed().started()
        && vm.report().map(VmReport::state).map(Recovery::hasDisk).orElse(false);
  }

  private static boolean hasDisk(NodeVmState state) {
    return switch (state) {
      case PREPARED, RUNNING, PAUSED, STOPPED -> true;
      case PREPARING, FAILED, ABSENT -> false;
    };
  }
}
