package org.icecoat.console.doctor;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** This host as a node: programs, libvirt's socket, KVM. */
final class NodeCheck implements Check {
  private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("qemu-system-x86_64", "qemu-system-x86");
    PROGRAMS.put("qemu-img", "qemu-utils");
    PROGRAMS.put("libvirtd", "libvirt-daemon-system");
    PROGRAMS.put("dnsmasq", "dnsmasq-base");
    PROGRAMS.put("nft", "nftables");
    PROGRAMS.put("mkfs.ext4", "e2fsprogs");
  }

  private final Path root;
  private final List<Path> folders;

  /**
   * @param root of the file system
   * @param path the variable PATH; system folders are looked through too
   */
  NodeCheck(Path root, String path) {
    this.root = root;
    this.folders =
        Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/bin", "/sbin"))
            .filter(folder -> folder.startsWith("/"))
            .map(folder -> root.resolve(folder.substring(1)))
            .toList();
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    PROGRAMS.forEach((program, debian) -> findings.add(program(program, debian)));
    findings.add(libvirt());
    findings.add(kvm());
    return findings;
  }

  private Finding program(String program, String debian) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(found -> Finding.ok("package-" + debian, found.toString()))
        .orElseGet(
            () ->
                Finding.fail(
                    "package-" + debian,
                    program + " is not installed",
                    "apt-get install --no-install-recommends " + debian));
  }

  private Finding libvirt() {
    Path socket = root.resolve("run/libvirt/libvirt-sock");
    if (!Files.exists(socket)) {
      return Finding.fail(
          "libvirt", "There is no socket " + socket, "Start libvirt: systemctl start libvirtd");
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return Finding.ok("libvirt", channel.getRemoteAddress() + " is open");
    } catch (IOException e) {
      return Finding.fail(
          "libvirt",
          "Nobody listens on " + socket + ", or this user may not connect",
          "systemctl status libvirtd; the plug-in's user must be in the group libvirt");
    }
  }

  /** That the device is there does not prove that guests run: the plug-in tries one. */
  private Finding kvm() {
    Path device = root.resolve("dev/kvm");
    if (!Files.exists(device)) {
      return Finding.warn(
          "kvm",
          "There is no /dev/kvm: VMs would run by emulation (TCG), slowly",
          "Enable virtualization in the firmware, and load kvm_intel or kvm_amd");
    }
    return Files.isReadable(device) && Files.isWritable(device)
        ? Finding.ok("kvm", "/dev/kvm is there; the plug-in proves it with a probe guest")
        : Finding.warn(
            "kvm",
            "This user may not open /dev/kvm; QEMU's user has to",
            "Look whether libvirt-qemu is in the group kvm; the plug-in tries a probe guest");
  }
}
