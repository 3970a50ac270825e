package org.icecoat.factory.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.vm.Vm;

/** VMs as they were read lately. A row's version tells whether what was read is still right. */
final class KnownVms {
  private final int most;
  private final Map<VmId, Vm> latest = new LinkedHashMap<>(16, 0.75f, true);

  KnownVms(int most) {
    this.most = most;
  }

  synchronized Optional<Vm> get(VmId id, long version) {
    return Optional.ofNullable(latest.get(id)).filter(vm -> vm.version() == version);
  }

  synchronized void add(Vm vm) {
    latest.put(vm.id(), vm);
    if (latest.size() > most) {
      latest.remove(latest.keySet().iterator().next());
    }
  }
}
