package org.icecoat.factory.node;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.VmFailure;
import org.icecoat.domain.vm.VmProgress;
import org.icecoat.factory.application.ApplicationReport;

/**
 * What a node knows of a VM.
 *
 * @param observedAt by the node's clock
 * @param guestReady the guest's runner has reported since the last start
 * @param starts how often the domain was started or reset
 * @param failure why it failed, or why the last order failed
 */
public record VmReport(
    Incarnation vm,
    NodeVmState state,
    Instant observedAt,
    boolean guestReady,
    int starts,
    Optional<CpuCount> cpus,
    Optional<MemoryMiB> memory,
    List<String> addresses,
    Optional<Component> vmm,
    Optional<VmProgress> progress,
    Optional<VmFailure> failure,
    ApplicationReport application) {
  public VmReport {
    addresses = List.copyOf(addresses);
  }
}
