package org.icecoat.plugin.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.spec.AddressRange;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.icecoat.plugin.vmm.Vmm;
import org.icecoat.plugin.vmm.VmmContract;
import org.icecoat.trust.testing.TestingThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on libvirt's own test driver: all of libvirt but a hypervisor. */
class LibvirtTestDriverIT extends VmmContract {
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final List<Vmm> opened = new ArrayList<>();
  @TempDir Path runFolder;

  @Override
  protected Vmm open() {
    return open(configuration(null));
  }

  private Vmm open(LibvirtConfiguration configuration) {
    Vmm vmm = new LibvirtVmm(configuration, runFolder.resolve("blanks"), scheduler);
    opened.add(vmm);
    return vmm;
  }

  private static LibvirtConfiguration configuration(SiteNetwork network) {
    return new LibvirtConfiguration(
        URI.create("test:///default"), null, Path.of("/tmp"), network, null, null, null);
  }

  @AfterEach
  void close() {
    opened.forEach(Vmm::close);
    TestingThreads.end(scheduler);
  }

  @Override
  protected VmSpec spec(Path folder) {
    Path base = folder.resolve("base.qcow2");
    try {
      new ProcessBuilder("qemu-img", "create", "-q", "-f", "qcow2", base.toString(), "1M")
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return TestingSpecs.directKernel(folder, new Boot.DirectKernel(base, base, "a=b"), base);
  }

  @Override
  protected Optional<Runnable> holdStarts() {
    return Optional.empty();
  }

  /** The driver starts with one domain called test. */
  @Override
  protected VmId foreignDomain() {
    return opened.get(0).observeAll().stream()
        .filter(seen -> !seen.own())
        .map(DomainObservation::id)
        .findFirst()
        .orElseThrow();
  }

  /** The driver starts with a network called default, of other addresses. */
  @Test
  void a_network_that_is_not_the_configured_one_is_a_finding_and_stays_as_it_is() {
    assertThat(findings("default"))
        .extracting(HealthFinding::code)
        .containsExactly("NETWORK_DIFFERS");
    assertThat(findings("default")).hasSize(1);
    assertThat(findings("icecoat")).isEmpty();
  }

  @Test
  void a_network_that_was_made_before_it_was_to_be_isolated_is_a_finding() {
    assertThat(findings(network("icecoat", false))).isEmpty();
    assertThat(findings(network("icecoat", true)))
        .singleElement()
        .extracting(HealthFinding::description)
        .asString()
        .contains("'icecoat' lets traffic out (nat) where isolated is configured");
    assertThat(findings(network("apart", true))).isEmpty();
    assertThat(findings(network("apart", false)))
        .singleElement()
        .extracting(HealthFinding::description)
        .asString()
        .contains("'apart' is isolated where NAT is configured");
  }

  private List<HealthFinding> findings(String network) {
    return findings(network(network, false));
  }

  private List<HealthFinding> findings(SiteNetwork network) {
    return open(configuration(network)).health();
  }

  private static SiteNetwork network(String name, boolean isolated) {
    return new SiteNetwork(name, name + "0", AddressRange.parse("10.87.9.1/28"), isolated);
  }
}
