package org.icecoat.plugin.libvirt;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What runs the node's VMs, where Debian's packages have it by default. A node with a TPM measures
 * these files.
 *
 * @param emulator QEMU, which every domain names: what was measured is what runs
 * @param daemon libvirt's
 * @param driver libvirt's for QEMU, which the daemon loads
 * @param settings libvirt's for QEMU: how it is confined
 * @param folders from which QEMU loads ROMs into guests, and modules into itself
 */
public record Programs(Path emulator, Path daemon, Path driver, Path settings, List<Path> folders) {
  private static final Path EMULATOR = Path.of("/usr/bin/qemu-system-x86_64");
  private static final Path DAEMON = Path.of("/usr/sbin/libvirtd");
  private static final Path DRIVER =
      Path.of("/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so");

  private static final Path SETTINGS = Path.of("/etc/libvirt/qemu.conf");
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/share/qemu"),
          Path.of("/usr/share/seabios"),
          Path.of("/usr/lib/ipxe/qemu"),
          Path.of("/usr/lib/x86_64-linux-gnu/qemu"));

  public Programs {
    emulator = Objects.requireNonNullElse(emulator, EMULATOR);
    daemon = Objects.requireNonNullElse(daemon, DAEMON);
    driver = Objects.requireNonNullElse(driver, DRIVER);
    settings = Objects.requireNonNullElse(settings, SETTINGS);
    folders = List.copyOf(Objects.requireNonNullElse(folders, FOLDERS));
  }

  static Programs ofDebian() {
    return new Programs(null, null, null, null, null);
  }
}
