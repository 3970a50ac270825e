package org.icecoat.plugin.libvirt;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What runs the node's VMs, where Debian's packages have it by default. A node with a TPM measures
 * these files.
 *
 * @param emulator QEMU, which every domain names: what was measured is what runs
 * @param daemon libvirt's
 * @param driver libvirt's for QEMU, which the daemon loads
 */
public record Programs(Path emulator, Path daemon, Path driver) {
  private static final Path EMULATOR = Path.of("/usr/bin/qemu-system-x86_64");
  private static final Path DAEMON = Path.of("/usr/sbin/libvirtd");
  private static final Path DRIVER =
      Path.of("/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so");

  public Programs {
    emulator = Objects.requireNonNullElse(emulator, EMULATOR);
    daemon = Objects.requireNonNullElse(daemon, DAEMON);
    driver = Objects.requireNonNullElse(driver, DRIVER);
  }

  static Programs ofDebian() {
    return new Programs(null, null, null);
  }
}
