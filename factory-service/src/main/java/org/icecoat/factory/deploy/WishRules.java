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

  /** What the wish comes to. The lease of a VM for later begins when it may first be deployed. */
  record Filled(VmResources resources, Lease lease, Instant leaseEnd) {}

  Filled fill(VmWish wish, Grant grant, Instant now) {
    if (wish.request().datasets().size() > MOST_DATASETS) {
      throw FactoryException.invalid("Dataset", "at most 16 datasets can be asked for");
    }
    wish.request().trust().ifPresent(trust::check);
    Lease lease =
        wish.lease().map(asked -> lease(asked, grant)).orElseGet(() -> defaultLease(grant));
    Instant from = start(wish.request().time(), now);
    return new Filled(
        wish.resources().orElse(defaults.resources()), lease, from.plus(lease.duration()));
  }

  private Lease defaultLease(Grant grant) {
    Lease lease = defaults.lease();
    Duration longest = longest(grant);
    return lease.duration().compareTo(longest) <= 0
        ? lease
        : new Lease(longest, lease.expiryAction(), lease.grace());
  }

  /** The lease that a wish comes to. */
  public Lease lease(LeaseWish asked, Grant grant) {
    return lease(asked, defaults.lease(), grant);
  }

  /** The same where another lease was in force before. */
  public Lease lease(LeaseWish asked, Lease before, Grant grant) {
    Duration longest = longest(grant);
    if (asked.duration().compareTo(longest) > 0) {
      throw FactoryException.invalid("Lease", "it may last at most " + longest + " here");
    }
    if (asked.grace().map(grace -> grace.compareTo(longest) > 0).orElse(false)) {
      throw FactoryException.invalid("Lease", "its grace may last at most " + longest + " here");
    }
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

  private Instant start(DeploymentTime time, Instant now) {
    if (time instanceof DeploymentTime.At at) {
      checkFuture("DeploymentTime", at.moment(), now);
      return at.moment().isAfter(now) ? at.moment() : now;
    }
    if (time instanceof DeploymentTime.Until until) {
      checkFuture("DeploymentTime", until.deadline(), now);
      if (!until.deadline().isAfter(now)) {
        throw FactoryException.invalid("DeploymentTime", "the deadline is over");
      }
    }
    return now;
  }

  private void checkFuture(String field, Instant moment, Instant now) {
    if (moment.isAfter(defaults.latestDeployment(now))) {
      throw FactoryException.invalid(
          field, "it may be at most " + defaults.longestLease() + " ahead");
    }
  }
}
