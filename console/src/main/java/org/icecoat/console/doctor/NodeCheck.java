package org.icecoat.console.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This host as a node: packages, libvirt, KVM. */
final class NodeCheck implements Check {
  private final HostFiles host;

  NodeCheck(HostFiles host) {
    this.host = host;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    NodePackage.ALL.forEach(one -> findings.add(one.on(host)));
    findings.addAll(new LibvirtCheck(host).findings());
    findings.add(kvm());
    return findings;
  }

  /** That the device opens does not prove that guests run: only one that ran does. */
  private Finding kvm() {
    Path device = host.at("/dev/kvm");
    if (!Files.exists(device)) {
      return Finding.warn(
          "kvm",
          "There is no /dev/kvm: VMs would run by emulation (TCG), slowly",
          "Enable virtualization in the firmware, and load kvm_intel or kvm_amd");
    }
    return Files.isReadable(device) && Files.isWritable(device)
        ? Finding.warn(
            "kvm",
            "/dev/kvm is there, but only a guest that runs proves it, and none was tried here",
            "The plug-in tries one at its start: icecoat node show NODE names KVM_UNUSABLE if it"
                + " did not run")
        : Finding.warn(
            "kvm",
            "This user may not open /dev/kvm; QEMU's user has to",
            "Look whether libvirt-qemu is in the group kvm; the plug-in tries a probe guest");
  }
}
