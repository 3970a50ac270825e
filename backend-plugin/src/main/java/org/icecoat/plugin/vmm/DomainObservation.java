package org.icecoat.plugin.vmm;

import java.util.Optional;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.spec.LiveResources;

/**
 * A domain as seen at one moment.
 *
 * @param name as the monitor has it; empty if absent
 * @param epoch the placement that it was made for; empty for a domain that is not Icecoat's
 * @param resources what it has now; empty if it is not Icecoat's or absent
 */
public record DomainObservation(
    VmId id,
    String name,
    DomainState state,
    Optional<Epoch> epoch,
    Optional<LiveResources> resources) {

  public static DomainObservation absent(VmId id) {
    return new DomainObservation(id, "", DomainState.ABSENT, Optional.empty(), Optional.empty());
  }

  /** Whether Icecoat made it. */
  public boolean own() {
    return epoch.isPresent();
  }
}
