package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.junit.jupiter.api.Test;

/** Which program libvirt is told to run a VM by: the one that the node measures. */
class DomainEmulatorTest {
  private static final Path BASE = Path.of("/images/base.qcow2");

  @Test
  void every_domain_names_the_configured_emulator() {
    Programs programs = new Programs(Path.of("/opt/qemu"), null, null, null, null);
    LibvirtConfiguration configuration =
        new LibvirtConfiguration(null, null, null, null, null, null, programs);
    String domain =
        new DomainXml(configuration, DomainType.KVM)
            .write(
                TestingSpecs.directKernel(
                    Path.of("/vms/one"), new Boot.DirectKernel(BASE, BASE, ""), BASE));
    assertThat(domain).contains("<devices><emulator>/opt/qemu</emulator>");
  }
}
