package org.icecoat.factory.vm;

import java.time.Instant;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmName;

/**
 * What the owner can set.
 *
 * @param leaseEnd when the lease ends; the grace time comes after it
 * @param warned whether the owner has been warned of this very end
 * @param begun whether the end is fixed; that of a VM which waits for its deployment is the latest
 *     that there may be, and counts from its placement once that is made, until the VM has been up
 */
public record Terms(
    VmName name,
    VmResources resources,
    Lease lease,
    Instant leaseEnd,
    boolean warned,
    boolean begun) {
  public Terms withName(VmName newName) {
    return new Terms(newName, resources, lease, leaseEnd, warned, begun);
  }

  public Terms withResources(VmResources newResources) {
    return new Terms(name, newResources, lease, leaseEnd, warned, begun);
  }

  public Terms withLease(Lease newLease, Instant from) {
    return new Terms(name, resources, newLease, from.plus(newLease.duration()), false, begun);
  }

  /** With a lease whose end nothing moves any more but its owner. */
  public Terms withFixedLease(Lease newLease, Instant from) {
    return withLease(newLease, from).afterBeginning();
  }

  /** The lease counts from there, if it has not begun. */
  public Terms countingFrom(Instant placement) {
    return begun ? this : withLease(lease, placement);
  }

  public Terms afterBeginning() {
    return new Terms(name, resources, lease, leaseEnd, warned, true);
  }

  public Terms afterWarning() {
    return new Terms(name, resources, lease, leaseEnd, true, begun);
  }

  /** Whether a VM may be up, or be there, longer by this than by other terms. */
  public boolean outlasts(Terms other) {
    return leaseEnd.isAfter(other.leaseEnd) || destruction().isAfter(other.destruction());
  }

  private Instant destruction() {
    return lease.expiryAction() == ExpiryAction.DESTROY ? leaseEnd : leaseEnd.plus(lease.grace());
  }
}
