package org.icecoat.plugin.spec;

import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;

/**
 * What a VM has, and the maxima up to which it may be reset without a restart.
 *
 * @param disk the size of the VM's own disk, at least the image's
 */
public record VmSize(LiveResources now, LiveResources maximal, DiskMiB disk) {
  public VmSize {
    CpuCount cpus = maximal.cpus();
    MemoryMiB memory = maximal.memory();
    if (now.cpus().compareTo(cpus) > 0 || now.memory().compareTo(memory) > 0) {
      throw new IllegalArgumentException("A VM's maxima must not be below its CPUs and memory");
    }
  }

  public VmSize with(LiveResources resources) {
    return new VmSize(resources, maximal, disk);
  }
}
