package org.icecoat.plugin.vmm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.plugin.spec.Boot;
import org.icecoat.plugin.spec.DatasetDisk;
import org.icecoat.plugin.spec.DomainTags;
import org.icecoat.plugin.spec.LiveResources;
import org.icecoat.plugin.spec.SystemDisk;
import org.icecoat.plugin.spec.VmSize;
import org.icecoat.plugin.spec.VmSpec;

/** Small VMs for tests. */
public final class TestingSpecs {
  public static final Dn OWNER = Dn.parse("CN=Alice & \\\"Bob\\\",O=Grid,C=XX");

  private TestingSpecs() {}

  /** One CPU of two and 128 MiB of 256, booting by the kernel, over the base disk. */
  public static VmSpec directKernel(Path folder, Boot.DirectKernel boot, Path base) {
    return new VmSpec(
        new VmId(UUID.randomUUID()),
        new VmName("testing"),
        new DomainTags(new Epoch(3), OWNER, Sha256.of(new byte[32]), Optional.empty()),
        new VmSize(resources(1, 128), resources(2, 256), new DiskMiB(64)),
        boot,
        new SystemDisk(folder.resolve("overlay.qcow2"), base, SystemDisk.DiskFormat.QCOW2),
        List.of(),
        Optional.empty());
  }

  /** The same VM with these datasets. */
  public static VmSpec reading(VmSpec spec, DatasetDisk... datasets) {
    return new VmSpec(
        spec.id(),
        spec.name(),
        spec.tags(),
        spec.size(),
        spec.boot(),
        spec.disk(),
        List.of(datasets),
        spec.network());
  }

  public static LiveResources resources(int cpus, int memoryMib) {
    return new LiveResources(new CpuCount(cpus), new MemoryMiB(memoryMib));
  }
}
