package org.icecoat.plugin.order;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.domain.vm.VmName;

/**
 * To make a VM ready to start.
 *
 * @param vmm which monitor is wanted; empty for any
 * @param network whether the VM gets a network card
 * @param terminationTime when its lease ends, as known now
 */
public record PrepareOrder(
    Placement placement,
    VmName name,
    Owner owner,
    URI store,
    OrderedImage image,
    VmResources resources,
    Optional<String> vmm,
    boolean network,
    List<DatasetName> datasets,
    Optional<Instant> terminationTime,
    Optional<OrderedApplication> application) {
  public PrepareOrder {
    datasets = List.copyOf(datasets);
  }

  /** The same with other resources. */
  public PrepareOrder with(VmResources others) {
    return new PrepareOrder(
        placement,
        name,
        owner,
        store,
        image,
        others,
        vmm,
        network,
        datasets,
        terminationTime,
        application);
  }
}
