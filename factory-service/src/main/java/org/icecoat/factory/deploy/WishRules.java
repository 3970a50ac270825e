package org.icecoat.factory.deploy;

import java.time.Duration;
import java.time.Instant;
import org.icecoat.domain.lease.Lease;
import org.icecoat.domain.resources.VmResources;
import org.icecoat.factory.authorization.Grant;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.request.Defaults;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.LeaseWish;
import org.icecoat.factory.request.VmWish;
import org.icecoat.factory.standing.TrustRules;

/** Fills in defaults and checks what the types alone cannot. */
public final class WishRules {
  private static final int MOST_DATASETS = 16;

  private final Defaults defaults;
  private final TrustRules trust;

  public WishRules(Defaults defaults, TrustRules trust) {
    this.defaults = defaults;
    this.trust = trust;
  }

  /** What the wish comes to; a VM for later has the end that its lease may have at the latest. */
  record Filled(VmResources resources, Lease lease, Instant leaseEnd) {}

  Filled fill(VmWish wish, Grant grant, Instant now) {
    if (wish.request().datasets().size() > MOST_DATASETS) {
      throw FactoryException.invalid("Dataset", "at most 16 datasets can be asked for");
    }
    wish.request().trust().ifPresent(trust::check);
    checkTime(wish.request().time(), now);
    wish.lease().ifPresent(asked -> requireWithin(asked, grant));
    Lease lease =
        wish.lease()
            .map(asked -> lease(asked, defaults.lease()))
            .orElseGet(() -> defaultLease(grant));
    Instant end = wish.request().time().latest(now).plus(lease.duration());
    return new Filled(wish.resources().orElse(defaults.resources()), lease, end);
  }

  private Lease defaultLease(Grant grant) {
    Lease lease = defaults.lease();
    Duration longest = longest(grant);
    return lease.duration().compareTo(longest) <= 0
        ? lease
        : new Lease(longest, lease.expiryAction(), lease.grace());
  }

  /**
   * Checks that a lease is no longer than the caller may have.
   *
   * @throws FactoryException INVALID_REQUEST
   */
  public void requireWithin(LeaseWish asked, Grant grant) {
    Duration longest = longest(grant);
    if (asked.duration().compareTo(longest) > 0) {
      throw FactoryException.invalid("Lease", "it may last at most " + longest + " here");
    }
    if (asked.grace().map(grace -> grace.compareTo(longest) > 0).orElse(false)) {
      throw FactoryException.invalid("Lease", "its grace may last at most " + longest + " here");
    }
  }

  /** The lease that a wish comes to where another one applies so far. */
  public Lease lease(LeaseWish asked, Lease before) {
    try {
      return asked.over(before);
    } catch (IllegalArgumentException e) {
      throw FactoryException.invalid("Lease", e.getMessage());
    }
  }

  private Duration longest(Grant grant) {
    return grant.longestLease().compareTo(defaults.longestLease()) < 0
        ? grant.longestLease()
        : defaults.longestLease();
  }

  private void checkTime(DeploymentTime time, Instant now) {
    checkFuture("DeploymentTime", time.latest(now), now);
    if (time instanceof DeploymentTime.Until until && !until.deadline().isAfter(now)) {
      throw FactoryException.invalid("DeploymentTime", "the deadline is over");
    }
  }

  private void checkFuture(String field, Instant moment, Instant now) {
    if (moment.isAfter(defaults.latestDeployment(now))) {
      throw FactoryException.invalid(
          field, "it may be at most " + defaults.longestLease() + " ahead");
    }
  }
}
