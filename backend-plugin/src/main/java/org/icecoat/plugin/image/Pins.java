package org.icecoat.plugin.image;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.VmId;

/** Which VMs need which content. */
final class Pins {
  private final Map<VmId, Set<Sha256>> pinned = new HashMap<>();

  synchronized void add(VmId vm, Sha256 root) {
    pinned.computeIfAbsent(vm, id -> new HashSet<>()).add(root);
  }

  synchronized void remove(VmId vm) {
    pinned.remove(vm);
  }

  synchronized boolean contains(Sha256 root) {
    return pinned.values().stream().anyMatch(roots -> roots.contains(root));
  }
}
