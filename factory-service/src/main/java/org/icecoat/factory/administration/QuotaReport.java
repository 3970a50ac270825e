package org.icecoat.factory.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.factory.authorization.Access;
import org.icecoat.factory.authorization.Grant;
import org.icecoat.factory.node.Owner;
import org.icecoat.factory.store.Usage;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.access.AccessRule;
import org.icecoat.service.access.Caller;

/** Quotas with their present use, for administrators. */
public final class QuotaReport {
  /** The most that are told at once. */
  public static final int MOST = 1000;

  private final Access access;
  private final Usage usage;

  public QuotaReport(Access access, Usage usage) {
    this.access = access;
    this.usage = usage;
  }

  /**
   * Some quotas.
   *
   * @param more whether there are others
   */
  public record Page(List<OwnerQuota> quotas, boolean more) {
    public Page {
      quotas = List.copyOf(quotas);
    }
  }

  /** Of those who have VMs, who has the most first, and then of those whom the policy names. */
  public Page all(Caller caller, int most) {
    access.requireAdministrator(caller);
    AccessPolicy policy = access.policy();
    List<Usage.Owned> owned = new ArrayList<>(usage.byEachOwner(most + 1));
    Set<Dn> known = owned.stream().map(each -> each.owner().dn()).collect(Collectors.toSet());
    if (owned.size() <= most) {
      policy.named().stream()
          .filter(dn -> !known.contains(dn))
          .map(QuotaReport::nothing)
          .forEach(owned::add);
    }
    List<OwnerQuota> told = owned.stream().limit(most).map(each -> quota(policy, each)).toList();
    return new Page(told, owned.size() > most);
  }

  /** Of one owner, whether there are VMs or not. */
  public OwnerQuota of(Caller caller, Dn owner) {
    access.requireAdministrator(caller);
    Optional<Usage.Owned> owned = usage.ofOwner(owner);
    return quota(access.policy(), owned.orElseGet(() -> nothing(owner)));
  }

  private static Usage.Owned nothing(Dn dn) {
    return new Usage.Owned(new Owner(dn, List.of()), new Usage.Sum(0, Capacity.NONE));
  }

  private static OwnerQuota quota(AccessPolicy policy, Usage.Owned owned) {
    Owner owner = owned.owner();
    AccessRule rule = policy.rule(new Caller(owner.dn(), owner.vos()));
    return new OwnerQuota(owner, rule.forWhom(), Grant.of(rule), owned.sum());
  }
}
