package org.icecoat.factory.vm;

import java.time.Instant;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmName;

/**
 * What the owner can set.
 *
 * @param leaseEnd when the lease ends; the grace time comes after it
 * @param warned whether the owner has been warned of this very end
 */
public record Terms(
    VmName name, VmResources resources, Lease lease, Instant leaseEnd, boolean warned) {
  public Terms withName(VmName newName) {
    return new Terms(newName, resources, lease, leaseEnd, warned);
  }

  public Terms withResources(VmResources newResources) {
    return new Terms(name, newResources, lease, leaseEnd, warned);
  }

  public Terms withLease(Lease newLease, Instant from) {
    return new Terms(name, resources, newLease, from.plus(newLease.duration()), false);
  }

  public Terms afterWarning() {
    return new Terms(name, resources, lease, leaseEnd, true);
  }
}
