package org.icecoat.factory.node;

import java.util.List;

/** All VMs that a node has, and how many domains it runs that Icecoat did not make. */
public record NodeListing(List<VmReport> reports, int foreignDomains) {
  public NodeListing {
    reports = List.copyOf(reports);
  }
}
