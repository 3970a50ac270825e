package org.icecoat.testbed.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.icecoat.testbed.command.Folders;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** What has to be true before a host can be made. */
final class Requirements {
  /** Programs, and the Debian package of each. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "ip", "iproute2",
          "nsenter", "util-linux",
          "libvirtd", "libvirt-daemon",
          "virsh", "libvirt-clients",
          "qemu-system-x86_64", "qemu-system-x86",
          "qemu-img", "qemu-utils",
          "dnsmasq", "dnsmasq-base",
          "iptables", "iptables",
          "swtpm", "swtpm",
          "swtpm_setup", "swtpm-tools");

  private Requirements() {}

  static void check() {
    Object user = Folders.io("look at", Path.of("/proc/self"), Requirements::user);
    if (!user.equals(0)) {
      throw new TestbedException(
          TestbedFault.NOT_ROOT, "Namespaces, mounts and bridges need root: try again with sudo");
    }
    TreeSet<String> missing = new TreeSet<>();
    PACKAGES.forEach(
        (program, debian) -> {
          if (!installed(program)) {
            missing.add(debian);
          }
        });
    if (!missing.isEmpty()) {
      throw new TestbedException(
          TestbedFault.MISSING_PROGRAM, "Install first: " + String.join(" ", missing));
    }
  }

  private static Object user() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  private static boolean installed(String program) {
    List<String> path = Arrays.asList(System.getenv().getOrDefault("PATH", "").split(":", -1));
    return Stream.concat(path.stream(), Stream.of("/usr/sbin", "/sbin"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
