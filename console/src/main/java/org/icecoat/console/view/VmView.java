package org.icecoat.console.view;

import java.time.Instant;
import java.util.List;
import org.icecoat.wire.types.ResourcesType;
import org.icecoat.wire.vm.ImageReferenceType;
import org.icecoat.wire.vm.VmProperties;

/**
 * A VM with all its resource properties. Null where absent: {@code progress}, {@code failure},
 * {@code terminationTime} (the VM lives until it is destroyed), {@code node}, {@code epoch}, {@code
 * vmm}, {@code image}, {@code trust} (no node is asked to prove anything).
 */
public record VmView(
    String id,
    String handle,
    String name,
    String owner,
    Instant createdAt,
    String state,
    String desiredState,
    Journal.Progress progress,
    Journal.Failure failure,
    Instant currentTime,
    Instant terminationTime,
    LeaseView lease,
    Sizing resources,
    List<String> addresses,
    String node,
    Long epoch,
    Named vmm,
    ImageName image,
    List<String> datasets,
    VmTrust trust,
    Work application,
    List<Journal.Entry> history) {

  /** Which image a VM runs from. */
  public record ImageName(String id, String name, String version) {
    static ImageName of(ImageReferenceType wire) {
      return wire == null ? null : new ImageName(wire.getId(), wire.getName(), wire.getVersion());
    }
  }

  public static VmView of(VmProperties wire) {
    return new VmView(
        wire.getId(),
        wire.getHandle(),
        wire.getName(),
        wire.getOwner(),
        wire.getCreatedAt(),
        wire.getState().value(),
        wire.getDesiredState().value(),
        Journal.Progress.of(wire.getProgress()),
        Journal.Failure.of(wire.getFailure()),
        wire.getCurrentTime().getValue(),
        wire.getTerminationTime() == null ? null : wire.getTerminationTime().getValue(),
        LeaseView.of(wire.getLease()),
        sizing(wire),
        List.copyOf(wire.getAddress()),
        wire.getNode(),
        wire.getEpoch(),
        Named.of(wire.getVmm()),
        ImageName.of(wire.getImage()),
        List.copyOf(wire.getDataset()),
        VmTrust.of(wire.getTrust()),
        Work.of(wire.getApplication()),
        wire.getHistory().stream().map(Journal.Entry::of).toList());
  }

  private static Sizing sizing(VmProperties wire) {
    ResourcesType resources = wire.getResources();
    return new Sizing(
        wire.getCpus(),
        wire.getMemoryMiB(),
        Sizing.amount(resources.getDiskMiB()),
        resources.getMaximalCpus(),
        resources.getMaximalMemoryMiB());
  }
}
