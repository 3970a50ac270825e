package org.icecoat.plugin.libvirt;

import java.nio.file.Path;

/**
 * The UEFI firmware of the node.
 *
 * @param code the firmware's code, shared read-only
 * @param variables the template of each VM's own variables
 */
public record Firmware(Path code, Path variables) {
  /** Where Debian's package ovmf has them. */
  static Firmware ofDebian() {
    return new Firmware(
        Path.of("/usr/share/OVMF/OVMF_CODE_4M.fd"), Path.of("/usr/share/OVMF/OVMF_VARS_4M.fd"));
  }
}
