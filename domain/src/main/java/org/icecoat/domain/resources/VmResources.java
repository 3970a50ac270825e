package org.icecoat.domain.resources;

import java.util.Optional;

/**
 * What a VM has.
 *
 * @param disk the size of its own disk; empty means the image's
 * @param maximalCpus the bound of later resets without a restart
 */
public record VmResources(
    CpuCount cpus,
    MemoryMiB memory,
    Optional<DiskMiB> disk,
    CpuCount maximalCpus,
    MemoryMiB maximalMemory) {
  public VmResources {
    if (cpus.compareTo(maximalCpus) > 0 || memory.compareTo(maximalMemory) > 0) {
      throw new IllegalArgumentException(
          "A VM's CPUs and memory must not be more than their maxima, "
              + maximalCpus
              + " and "
              + maximalMemory);
    }
  }

  /** The same with other CPUs and memory, within the maxima. */
  public VmResources with(CpuCount newCpus, MemoryMiB newMemory) {
    return new VmResources(newCpus, newMemory, disk, maximalCpus, maximalMemory);
  }
}
