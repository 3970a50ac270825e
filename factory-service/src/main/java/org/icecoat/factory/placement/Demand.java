package org.icecoat.factory.placement;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.request.VmRequest;

/**
 * What a node must offer.
 *
 * @param image the disk that is to run; empty if no image fits
 * @param room what the VM takes
 * @param avoided nodes that were tried, and why each did not do
 */
public record Demand(
    VmRequest request, Optional<Manifest> image, Capacity room, List<Reason> avoided) {
  public Demand {
    avoided = List.copyOf(avoided);
  }
}
