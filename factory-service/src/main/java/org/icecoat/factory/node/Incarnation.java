package org.icecoat.factory.node;

import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;

/** Which VM, in which placement. */
public record Incarnation(VmId vm, Epoch epoch) {
  @Override
  public String toString() {
    return vm.handle() + " in placement " + epoch;
  }
}
