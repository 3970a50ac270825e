package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.junit.jupiter.api.Test;

/** What libvirt is told that a VM may take of its node. */
class DomainLimitsTest {
  private static final Path BASE = Path.of("/images/base.qcow2");
  private static final VmSpec SPEC =
      TestingSpecs.directKernel(Path.of("/vms/one"), new Boot.DirectKernel(BASE, BASE, ""), BASE);

  @Test
  void the_monitor_may_use_its_overhead_beyond_the_greatest_memory_of_its_guest() {
    assertThat(written(new GuestLimits(0, 0, 64, 0L, 0L, 0)))
        .contains("<memtune><hard_limit unit=\"MiB\">320</hard_limit></memtune>");
    assertThat(written(GuestLimits.defaults())).contains("<hard_limit unit=\"MiB\">2304<");
  }

  @Test
  void without_an_overhead_there_is_no_limit() {
    assertThat(written(new GuestLimits(0, 0, 0, 0L, 0L, 0))).doesNotContain("memtune");
  }

  @Test
  void shares_weights_and_the_quota_of_each_cpu_are_told() {
    assertThat(written(new GuestLimits(50, 512, 0, 0L, 0L, 300)))
        .contains("<shares>512</shares>")
        .contains("<period>100000</period><quota>50000</quota>")
        .contains("<blkiotune><weight>300</weight></blkiotune>");
  }

  private static String written(GuestLimits limits) {
    LibvirtConfiguration configuration =
        new LibvirtConfiguration(
            URI.create("qemu:///system"), null, Path.of("/run/icecoat"), null, limits, null, null);
    return new DomainXml(configuration, DomainType.QEMU).write(SPEC);
  }
}
