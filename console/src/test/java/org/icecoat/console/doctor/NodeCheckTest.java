package org.icecoat.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.console.doctor.Finding.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCheckTest {
  @TempDir private Path root;

  @Test
  void on_an_empty_host_each_missing_package_is_named_with_its_command() {
    List<Finding> findings = new NodeCheck(root, "/bin").findings();
    assertThat(findings)
        .filteredOn(one -> one.verdict() == Verdict.fail)
        .extracting(Finding::check)
        .contains("package-qemu-system-x86", "package-libvirt-daemon-system", "libvirt");
    assertThat(named(findings, "package-qemu-utils").advice())
        .isEqualTo("apt-get install --no-install-recommends qemu-utils");
    assertThat(named(findings, "kvm").verdict()).isEqualTo(Verdict.warn);
  }

  @Test
  void a_host_that_has_it_all_is_well() throws IOException {
    for (String program :
        List.of("qemu-system-x86_64", "qemu-img", "libvirtd", "dnsmasq", "nft", "mkfs.ext4")) {
      Path file = root.resolve("usr/sbin").resolve(program);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
      file.toFile().setExecutable(true);
    }
    Files.createDirectories(root.resolve("dev"));
    Files.writeString(root.resolve("dev/kvm"), "");
    Files.createDirectories(root.resolve("run/libvirt"));
    try (ServerSocketChannel libvirt = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      libvirt.bind(UnixDomainSocketAddress.of(root.resolve("run/libvirt/libvirt-sock")));
      assertThat(new NodeCheck(root, "").findings())
          .extracting(Finding::verdict)
          .containsOnly(Verdict.ok);
    }
    assertThat(named(new NodeCheck(root, "").findings(), "libvirt").detail())
        .startsWith("Nobody listens");
  }

  private static Finding named(List<Finding> findings, String check) {
    return findings.stream().filter(one -> one.check().equals(check)).findFirst().orElseThrow();
  }
}
