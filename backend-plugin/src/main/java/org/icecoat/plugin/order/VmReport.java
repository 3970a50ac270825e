package org.icecoat.plugin.order;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmProgress;
import org.icecoat.plugin.spec.LiveResources;

/**
 * What the node knows of a VM.
 *
 * @param guestReady the guest's runner has reported since the last start
 * @param starts of the domain, and resets by order
 * @param vmm name and version of the monitor; empty before it is chosen
 * @param failure why it is in state FAILED, or why the last order failed
 */
public record VmReport(
    Placement placement,
    NodeVmState state,
    Instant observedAt,
    boolean guestReady,
    int starts,
    Optional<LiveResources> resources,
    List<String> addresses,
    Optional<Vmm> vmm,
    Optional<VmProgress> progress,
    Optional<VmFailure> failure,
    ApplicationSummary application) {
  /** A monitor's name and version. */
  public record Vmm(String name, String version) {}

  public VmReport {
    addresses = List.copyOf(addresses);
  }
}
