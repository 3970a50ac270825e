package org.icecoat.plugin.libvirt;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.VmSpec;
import org.icecoat.plugin.vmm.DomainObservation;
import org.icecoat.plugin.vmm.TestingSpecs;
import org.icecoat.plugin.vmm.Vmm;
import org.icecoat.plugin.vmm.VmmContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on libvirt's own test driver: all of libvirt but a hypervisor. */
class LibvirtTestDriverIT extends VmmContract {
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final java.util.List<Vmm> opened = new java.util.ArrayList<>();
  @TempDir Path runFolder;

  @Override
  protected Vmm open() {
    Vmm vmm = new LibvirtVmm(configuration(), runFolder.resolve("blanks"), scheduler);
    opened.add(vmm);
    return vmm;
  }

  private LibvirtConfiguration configuration() {
    return new LibvirtConfiguration(
        URI.create("test:///default"), null, Path.of("/tmp"), null, null, null, null);
  }

  @AfterEach
  void close() {
    opened.forEach(Vmm::close);
    scheduler.shutdownNow();
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
}
