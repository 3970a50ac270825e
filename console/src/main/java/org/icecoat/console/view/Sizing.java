package org.icecoat.console.view;

import org.icecoat.wire.types.CapacityType;
import org.icecoat.wire.types.ResourcesType;

/** How large a VM is, or how large it may become; what is not known is null. */
public record Sizing(
    int cpus, int memoryMiB, Long diskMiB, Integer maximalCpus, Integer maximalMemoryMiB) {

  static Sizing of(ResourcesType wire) {
    return new Sizing(
        wire.getCpus(),
        wire.getMemoryMiB(),
        amount(wire.getDiskMiB()),
        wire.getMaximalCpus(),
        wire.getMaximalMemoryMiB());
  }

  /** A whole number of any width; null stays null. */
  static Long amount(Number number) {
    return number == null ? null : number.longValue();
  }

  static Sizing of(CapacityType wire) {
    return wire == null
        ? null
        : new Sizing(wire.getCpus(), wire.getMemoryMiB(), wire.getDiskMiB(), null, null);
  }
}
