package org.icecoat.factory.authorization;

import java.time.Duration;

/** What a caller may do beside looking after VMs of his own. */
public record Grant(boolean deploy, Quota quota, Duration longestLease) {
  public static final Grant NOTHING = new Grant(false, Quota.NOTHING, Duration.ZERO);
}
