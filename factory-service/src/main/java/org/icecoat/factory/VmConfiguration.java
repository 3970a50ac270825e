package org.icecoat.factory;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.Optional;
import org.icecoat.domain.lease.ExpiryAction;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.factory.request.Defaults;

/**
 * What a VM is when its request does not say, and what no request may exceed.
 *
 * @param cpus 1 by default
 * @param memoryMib 512 by default
 * @param lease how long a VM may live; 1 day by default
 * @param grace from the end of the lease to destruction; 1 hour by default
 * @param expiryAction what happens at the end of the lease: shutdown by default
 * @param longestLease 30 days by default
 * @param leaseWarning how long before its end; 1 hour by default
 * @param shutdownGrace how long a guest has to shut down; 1 minute by default
 */
public record VmConfiguration(
    Integer cpus,
    Integer memoryMib,
    Duration lease,
    Duration grace,
    ExpiryAction expiryAction,
    Duration longestLease,
    Duration leaseWarning,
    Duration shutdownGrace) {
  public VmConfiguration {
    cpus = requireNonNullElse(cpus, 1);
    memoryMib = requireNonNullElse(memoryMib, 512);
    lease = requireNonNullElse(lease, Duration.ofDays(1));
    grace = requireNonNullElse(grace, Duration.ofHours(1));
    expiryAction = requireNonNullElse(expiryAction, ExpiryAction.SHUTDOWN);
    longestLease = requireNonNullElse(longestLease, Duration.ofDays(30));
    leaseWarning = requireNonNullElse(leaseWarning, Duration.ofHours(1));
    shutdownGrace = requireNonNullElse(shutdownGrace, Duration.ofMinutes(1));
    if (longestLease.compareTo(lease) < 0) {
      throw new IllegalArgumentException("longest-lease must not be shorter than lease");
    }
    if (leaseWarning.isNegative() || shutdownGrace.isNegative()) {
      throw new IllegalArgumentException("lease-warning and shutdown-grace must not be negative");
    }
  }

  static VmConfiguration usual() {
    return new VmConfiguration(null, null, null, null, null, null, null, null);
  }

  Defaults defaults() {
    CpuCount cpuCount = new CpuCount(cpus);
    MemoryMiB memory = new MemoryMiB(memoryMib);
    return new Defaults(
        new VmResources(cpuCount, memory, Optional.empty(), cpuCount, memory),
        new Lease(lease, expiryAction, grace),
        longestLease,
        leaseWarning,
        shutdownGrace);
  }
}
