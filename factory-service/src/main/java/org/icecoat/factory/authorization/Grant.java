package org.icecoat.factory.authorization;

import java.time.Duration;
import org.icecoat.service.access.AccessRule;

/** What a caller may do beside looking after VMs of his own. */
public record Grant(boolean deploy, Quota quota, Duration longestLease) {
  public static final Grant NOTHING = new Grant(false, Quota.NOTHING, Duration.ZERO);
  private static final Duration LONGEST = Duration.ofDays(3660);

  /** What a rule of the policy gives. */
  public static Grant of(AccessRule rule) {
    if (!rule.deploy()) {
      return NOTHING;
    }
    return new Grant(
        true,
        new Quota(orUnlimited(rule.vms()), orUnlimited(rule.cpus()), orUnlimited(rule.memoryMib())),
        rule.lease() == null ? LONGEST : rule.lease());
  }

  private static long orUnlimited(Long limit) {
    return limit == null ? Long.MAX_VALUE : limit;
  }
}
