package org.icecoat.plugin.vmm;

import java.util.List;

/**
 * What a monitor is and can do.
 *
 * @param name {@code qemu-kvm}, {@code qemu-tcg}, {@code test} or {@code simulated}
 * @param version of the monitor itself, such as 7.2.0
 * @param architectures of guests, such as {@code x86_64}
 * @param guestChannel whether a guest runner can be reached at all
 */
public record VmmCapabilities(
    String name, String version, List<String> architectures, boolean guestChannel) {
  public VmmCapabilities {
    architectures = List.copyOf(architectures);
  }
}
