package org.icecoat.plugin.vm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;

/**
 * The addresses that VMs get. One that came back is given out again after all others, and it comes
 * back only when its VM's domain is proven gone. Who has which is in the VMs' records.
 */
public final class AddressPool {
  private final Deque<String> free;
  private final Map<VmId, String> taken = new HashMap<>();

  /** Addresses in numbers. */
  public AddressPool(List<String> addresses) {
    free = new ArrayDeque<>(addresses);
  }

  /** An address of the VM's own: the one that it has, or a free one. */
  synchronized String take(VmId id) {
    String has = taken.get(id);
    if (has != null) {
      return has;
    }
    String address = free.poll();
    if (address == null) {
      throw new PluginException(
          PluginFault.NO_CAPACITY, "All addresses of the node's network are taken");
    }
    taken.put(id, address);
    return address;
  }

  /** The VM has it already, as its record says. */
  synchronized void restore(VmId id, String address) {
    free.remove(address);
    taken.put(id, address);
  }

  /** The VM is proven gone. */
  synchronized void giveBack(VmId id) {
    String address = taken.remove(id);
    if (address != null) {
      free.add(address);
    }
  }
}
