package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.junit.jupiter.api.Test;

/** Which program libvirt is told to run a VM by, and on which CPU. */
class DomainEmulatorTest {
  private static final Path BASE = Path.of("/images/base.qcow2");

  @Test
  void every_domain_names_the_emulator_that_the_node_measures() {
    assertThat(written(DomainType.KVM)).contains("<devices><emulator>/opt/qemu</emulator>");
  }

  @Test
  void with_kvm_a_guest_has_the_hosts_own_cpu_and_emulated_what_qemu_makes_of_it() {
    assertThat(written(DomainType.KVM))
        .startsWith("<domain type=\"kvm\">")
        .contains("<cpu mode=\"host-model\">");
    assertThat(written(DomainType.QEMU))
        .startsWith("<domain type=\"qemu\">")
        .doesNotContain("<cpu ");
  }

  private static String written(DomainType type) {
    Programs programs = new Programs(Path.of("/opt/qemu"), null, null, null, null);
    LibvirtConfiguration configuration =
        new LibvirtConfiguration(null, null, null, null, null, null, programs);
    return new DomainXml(configuration, type)
        .write(
            TestingSpecs.directKernel(
                Path.of("/vms/one"), new Boot.DirectKernel(BASE, BASE, ""), BASE));
  }
}
