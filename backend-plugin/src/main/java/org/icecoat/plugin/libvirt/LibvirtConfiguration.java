package org.icecoat.plugin.libvirt;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the node's virtual machines are run.
 *
 * @param uri libvirt's connection URI; {@code qemu:///system} if left out
 * @param acceleration {@code auto} if left out
 * @param runFolder for the sockets of guests and of the probe; its path has at most 60 bytes,
 *     because a socket's whole path has at most 107
 * @param network for VMs that ask for a network; null if none gets one
 * @param limits what a VM may take of the node beside its CPUs and memory
 * @param firmware for images that boot by UEFI
 * @param programs that run the VMs
 */
public record LibvirtConfiguration(
    URI uri,
    Acceleration acceleration,
    Path runFolder,
    SiteNetwork network,
    GuestLimits limits,
    Firmware firmware,
    Programs programs) {
  private static final int LONGEST_FOLDER = 60;

  /** Whether guests run on the processor itself or are emulated. */
  public enum Acceleration {
    /** KVM if a probe guest has really run with it, else emulation. */
    AUTO,
    KVM,
    QEMU
  }

  public LibvirtConfiguration {
    uri = uri == null ? URI.create("qemu:///system") : uri;
    acceleration = acceleration == null ? Acceleration.AUTO : acceleration;
    runFolder = runFolder == null ? Path.of("/run/icecoat") : runFolder;
    limits = limits == null ? GuestLimits.defaults() : limits;
    firmware = firmware == null ? Firmware.ofDebian() : firmware;
    programs = programs == null ? Programs.ofDebian() : programs;
    if (runFolder.toString().length() > LONGEST_FOLDER) {
      throw new IllegalArgumentException(
          "run-folder: a path of at most " + LONGEST_FOLDER + " bytes is needed, for sockets");
    }
  }

  /** Everything by default; VMs without a network. */
  public static LibvirtConfiguration usual() {
    return new LibvirtConfiguration(null, null, null, null, null, null, null);
  }

  /** The network of the node's VMs, if they may have one. */
  public Optional<SiteNetwork> siteNetwork() {
    return Optional.ofNullable(network);
  }

  /** Whether this is libvirt's driver for tests, which runs nothing. */
  boolean testDriver() {
    return "test".equals(uri.getScheme());
  }
}
