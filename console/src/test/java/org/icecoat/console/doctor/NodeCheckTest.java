package org.icecoat.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.console.doctor.Finding.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeCheckTest {
  private static final Path GUIDE = Path.of("../docs/administrators-guide.md");
  private static final String JAVA = "openjdk-17-jre-headless";

  @TempDir private Path root;

  @Test
  void on_an_empty_host_each_missing_package_is_named_with_its_command() {
    assertThat(findings())
        .filteredOn(one -> one.verdict() == Verdict.fail)
        .extracting(Finding::check)
        .contains("package-qemu-system-x86", "package-libvirt-daemon-system", "libvirt");
    assertThat(named("package-qemu-utils").advice())
        .isEqualTo("apt-get install --no-install-recommends qemu-utils");
  }

  @Test
  void exactly_the_packages_of_the_administrators_guide_are_looked_for() throws IOException {
    String row =
        Files.readAllLines(GUIDE).stream()
            .filter(line -> line.startsWith("| Debian packages |"))
            .findFirst()
            .orElseThrow();
    String node = row.substring(row.lastIndexOf('|', row.length() - 2)).replaceAll("[|`]", "");
    assertThat(Stream.concat(Stream.of(JAVA), NodePackage.ALL.stream().map(NodePackage::debian)))
        .containsExactlyInAnyOrder(node.strip().split(" ", -1));
  }

  @Test
  void a_host_that_has_it_all_is_well_but_for_what_only_a_guest_can_prove() throws IOException {
    for (NodePackage one : NodePackage.ALL) {
      executable(one.file().startsWith("/") ? one.file() : "/usr/sbin/" + one.file(), "");
    }
    virsh("echo 'Running hypervisor: QEMU 7.2.22'");
    executable("/dev/kvm", "");
    try (ServerSocketChannel libvirt = listening()) {
      assertThat(libvirt.isOpen()).isTrue();
      assertThat(findings())
          .filteredOn(one -> one.verdict() != Verdict.ok)
          .extracting(Finding::check)
          .containsExactly("kvm");
      assertThat(named("libvirt").detail()).isEqualTo("It answers, with QEMU 7.2.22");
    }
  }

  @Test
  void a_device_that_opens_proves_no_guest() throws IOException {
    assertThat(named("kvm").detail()).startsWith("There is no /dev/kvm");
    executable("/dev/kvm", "");
    assertThat(named("kvm").verdict()).isEqualTo(Verdict.warn);
    assertThat(named("kvm").advice()).contains("KVM_UNUSABLE");
  }

  @Test
  void a_libvirt_that_does_not_answer_for_qemu_is_a_failure_though_its_socket_is_open()
      throws IOException {
    try (ServerSocketChannel libvirt = listening()) {
      assertThat(libvirt.isOpen()).isTrue();
      assertThat(named("libvirt").detail()).contains("there is no virsh to ask it");
      virsh("echo 'error: no connection driver available for qemu:///system' >&2; exit 1");
      assertThat(named("libvirt").verdict()).isEqualTo(Verdict.fail);
      assertThat(named("libvirt").detail()).contains("no connection driver available");
    }
    assertThat(named("libvirt").detail()).startsWith("Nobody listens");
  }

  private ServerSocketChannel listening() throws IOException {
    Files.createDirectories(root.resolve("run/libvirt"));
    ServerSocketChannel libvirt = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    libvirt.bind(UnixDomainSocketAddress.of(root.resolve("run/libvirt/libvirt-sock")));
    return libvirt;
  }

  private void virsh(String script) throws IOException {
    executable("/usr/bin/virsh", "#!/bin/sh\n" + script + "\n");
  }

  private void executable(String path, String content) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private List<Finding> findings() {
    return new NodeCheck(new HostFiles(root, "/bin")).findings();
  }

  private Finding named(String check) {
    return findings().stream().filter(one -> one.check().equals(check)).findFirst().orElseThrow();
  }
}
