package org.icecoat.plugin.libvirt;

/**
 * What a VM may take of the node. 0 means no limit.
 *
 * @param cpuPercent of one core, for each virtual CPU; 100 if left out
 * @param cpuShares weight against other VMs; 0 leaves it to the system
 * @param memoryOverheadMib what the monitor's process may use beyond the guest's memory; above it
 *     the kernel ends the VM; 2048 if left out
 * @param diskBytesPerSecond of reading and writing together, for each disk
 * @param diskOperationsPerSecond of reading and writing together, for each disk
 * @param blockWeight weight of disk access against other VMs, 100 to 1000; needs a scheduler that
 *     knows weights
 */
public record GuestLimits(
    Integer cpuPercent,
    Integer cpuShares,
    Integer memoryOverheadMib,
    Long diskBytesPerSecond,
    Long diskOperationsPerSecond,
    Integer blockWeight) {
  private static final int ONE_CORE = 100;
  private static final int EMULATION_OVERHEAD_MIB = 2048;

  public GuestLimits {
    cpuPercent = cpuPercent == null ? ONE_CORE : cpuPercent;
    cpuShares = cpuShares == null ? 0 : cpuShares;
    memoryOverheadMib = memoryOverheadMib == null ? EMULATION_OVERHEAD_MIB : memoryOverheadMib;
    diskBytesPerSecond = diskBytesPerSecond == null ? 0L : diskBytesPerSecond;
    diskOperationsPerSecond = diskOperationsPerSecond == null ? 0L : diskOperationsPerSecond;
    blockWeight = blockWeight == null ? 0 : blockWeight;
    if (cpuPercent < 0
        || cpuShares < 0
        || memoryOverheadMib < 0
        || diskBytesPerSecond < 0
        || diskOperationsPerSecond < 0
        || blockWeight < 0) {
      throw new IllegalArgumentException("limits must not be negative; 0 means none");
    }
  }

  static GuestLimits defaults() {
    return new GuestLimits(null, null, null, null, null, null);
  }
}
