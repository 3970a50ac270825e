package org.icecoat.console.view;

import java.time.Instant;
import java.util.UUID;
import org.icecoat.domain.vm.VmId;
import org.icecoat.wire.factory.VmSummaryType;

/** A VM in a list. {@code node}, {@code image} and {@code terminationTime} may be null. */
public record VmSummary(
    String id,
    String handle,
    String name,
    String owner,
    String state,
    String node,
    String image,
    Instant createdAt,
    Instant terminationTime,
    String applicationState) {

  public static VmSummary of(VmSummaryType wire) {
    return new VmSummary(
        wire.getId(),
        wire.getHandle(),
        wire.getName(),
        wire.getOwner(),
        wire.getState().value(),
        wire.getNode(),
        wire.getImageName(),
        wire.getCreatedAt(),
        wire.getTerminationTime(),
        wire.getApplicationState().value());
  }

  /** The id, typed. */
  public VmId vmId() {
    return new VmId(UUID.fromString(id));
  }
}
