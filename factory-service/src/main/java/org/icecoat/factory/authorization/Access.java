package org.icecoat.factory.authorization;

import java.util.function.Supplier;
import org.icecoat.domain.identity.Dn;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.access.Caller;

/** Decides who may do what, by the policy that is in force at that moment. */
public final class Access {
  private final Supplier<AccessPolicy> policy;

  public Access(Supplier<AccessPolicy> policy) {
    this.policy = policy;
  }

  public boolean isAdministrator(Caller caller) {
    return policy.get().isAdministrator(caller);
  }

  /** Administrators are bound by quotas too, if a rule gives them some. */
  public Grant grant(Caller caller) {
    return Grant.of(policy.get().rule(caller));
  }

  /** The policy that is in force at this moment. */
  public AccessPolicy policy() {
    return policy.get();
  }

  /** Whether the caller may know of a VM at all. */
  public boolean maySee(Caller caller, Dn owner) {
    return owner.equals(caller.dn()) || isAdministrator(caller);
  }

  /** For what an administrator only looks at. */
  public void requireAdministrator(Caller caller) {
    if (!isAdministrator(caller)) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED, "Only the factory's administrators may do this.");
    }
  }

  /** For what an administrator changes. */
  public void requireAdministering(Caller caller) {
    requireAdministrator(caller);
    requireFull(caller);
  }

  /** Refuses a limited proxy, which may look, and pause or end what is its owner's. */
  public static void requireFull(Caller caller) {
    if (caller.limited()) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "A limited proxy may not do this: it looks, and pauses or ends VMs of its owner; make a"
              + " full one and try again.");
    }
  }

  /**
   * What binds a change by which a VM takes more or lives longer: what its owner may have who asks
   * for it, by what the owner shows now; where an administrator does, what the owner may have by
   * what was shown at the deployment.
   */
  public Grant requireMore(Caller caller, Caller owner) {
    Caller judged = caller.dn().equals(owner.dn()) ? caller : owner;
    Grant grant = grant(judged);
    if (caller.limited() || judged.limited() || !grant.deploy()) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "The factory's policy does not let %s have more or longer with this proxy; "
                  .formatted(judged.dn())
              + "use the one that the VM was deployed with, or ask an administrator for a rule.");
    }
    return grant;
  }

  public Grant requireDeploy(Caller caller) {
    if (caller.limited()) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "A limited proxy may not deploy VMs; make a full one and try again.");
    }
    Grant grant = grant(caller);
    if (!grant.deploy()) {
      throw new FactoryException(
          FactoryFault.NOT_AUTHORIZED,
          "The factory's policy does not let %s deploy VMs; ask an administrator for a rule."
              .formatted(caller.dn()));
    }
    return grant;
  }
}
