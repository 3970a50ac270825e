package org.icecoat.plugin.configuration;

import org.icecoat.domain.resources.Capacity;

/** What the site gives to all VMs together. */
public record CapacityConfiguration(Integer cpus, Integer memoryMib, Long diskMib) {
  public CapacityConfiguration {
    if (cpus == null || memoryMib == null || diskMib == null) {
      throw new IllegalArgumentException("give cpus, memory-mib and disk-mib");
    }
    if (cpus < 1 || memoryMib < 1 || diskMib < 1) {
      throw new IllegalArgumentException("cpus, memory-mib and disk-mib must be positive");
    }
  }

  public Capacity capacity() {
    return new Capacity(cpus, memoryMib, diskMib);
  }
}
