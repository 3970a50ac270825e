package org.icecoat.factory.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.VmName;
import org.icecoat.factory.request.LeaseWish;

/** What is to be set of a VM, all of it or nothing. */
public record Settings(
    Optional<VmName> name,
    Optional<LeaseWish> lease,
    Optional<Instant> leaseEnd,
    Optional<CpuCount> cpus,
    Optional<MemoryMiB> memory) {
  /** The lease that is asked for, if any. */
  Optional<LeaseWish> leaseWish(Instant now) {
    return lease.or(() -> leaseEnd.map(end -> lasting(Duration.between(now, end))));
  }

  private static LeaseWish lasting(Duration duration) {
    return new LeaseWish(duration, Optional.empty(), Optional.empty());
  }

  public static Settings ofLeaseEnd(Instant end) {
    return new Settings(
        Optional.empty(), Optional.empty(), Optional.of(end), Optional.empty(), Optional.empty());
  }
}
