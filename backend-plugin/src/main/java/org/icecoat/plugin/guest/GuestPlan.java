package org.icecoat.plugin.guest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.plugin.spec.DatasetDisk;

/**
 * What a guest is to be told after it has booted.
 *
 * @param archive the application; empty if the VM has none
 * @param timeLimit of the application
 * @param outputCap bytes that are kept of each output
 */
public record GuestPlan(
    VmId id,
    VmName name,
    List<DatasetDisk> datasets,
    Optional<Path> archive,
    Optional<Duration> timeLimit,
    long outputCap) {
  public GuestPlan {
    datasets = List.copyOf(datasets);
  }
}
