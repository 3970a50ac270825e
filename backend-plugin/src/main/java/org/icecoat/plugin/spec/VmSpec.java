package org.icecoat.plugin.spec;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;

/**
 * A VM as a monitor is to build it.
 *
 * @param network empty for a VM without a network card
 * @param datasets read-only disks, in the order in which the guest sees them
 */
public record VmSpec(
    VmId id,
    VmName name,
    DomainTags tags,
    VmSize size,
    Boot boot,
    SystemDisk disk,
    List<DatasetDisk> datasets,
    Optional<NetworkCard> network) {
  public VmSpec {
    datasets = List.copyOf(datasets);
  }

  /** The same VM with other CPUs and memory. */
  public VmSpec with(LiveResources resources) {
    return new VmSpec(id, name, tags, size.with(resources), boot, disk, datasets, network);
  }
}
