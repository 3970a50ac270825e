package org.icecoat.plugin.order;

import java.util.List;
import org.icecoat.domain.vm.VmId;

/** All VMs of a node, and the domains that Icecoat did not make. */
public record NodeListing(List<VmReport> reports, List<Foreign> foreign) {
  /** A domain of somebody else. */
  public record Foreign(VmId id, String name) {}

  public NodeListing {
    reports = List.copyOf(reports);
    foreign = List.copyOf(foreign);
  }
}
