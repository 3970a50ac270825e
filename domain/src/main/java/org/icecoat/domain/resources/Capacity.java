package org.icecoat.domain.resources;

/** Room for VMs, or what they take: CPUs, MiB of memory and MiB of disk; any may be zero. */
public record Capacity(long cpus, long memoryMiB, long diskMiB) {
  public static final Capacity NONE = new Capacity(0, 0, 0);

  /** What is left; a part may be negative where more is taken than there is. */
  public Capacity minus(Capacity taken) {
    return new Capacity(cpus - taken.cpus, memoryMiB - taken.memoryMiB, diskMiB - taken.diskMiB);
  }

  public Capacity plus(Capacity more) {
    return new Capacity(cpus + more.cpus, memoryMiB + more.memoryMiB, diskMiB + more.diskMiB);
  }
}
