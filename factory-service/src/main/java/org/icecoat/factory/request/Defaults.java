package org.icecoat.factory.request;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.resources.VmResources;

/**
 * What stands in for what a client leaves out, and the bounds that the factory sets to all.
 *
 * @param longestLease also the longest grace time
 * @param leaseWarning how long before a lease's end its owner is warned
 * @param shutdownGrace how long a guest has to shut down
 */
public record Defaults(
    VmResources resources,
    Lease lease,
    Duration longestLease,
    Duration leaseWarning,
    Duration shutdownGrace) {
  /** The last moment at which a VM may be asked to be deployed. */
  public Instant latestDeployment(Instant now) {
    return now.plus(longestLease);
  }
}
