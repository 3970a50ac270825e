package org.icecoat.factory.standing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.icecoat.domain.trust.LossAction;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.FaultDetail;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.request.TrustTerms;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.policy.PolicyName;

/** What a factory can promise of trust, and what it demands itself. */
public final class TrustRules {
  private final Optional<Site> site;

  /**
   * A site that asks its nodes to prove themselves.
   *
   * @param usual the policy where none is asked for
   * @param inForce the policies that there are now
   * @param required whether each VM needs a trusted node, asked for or not
   * @param grace how long a proof that has run out may not be renewed before trust is lost
   * @param counted a result as it counts by the versions of policies that are in force now
   */
  public record Site(
      PolicyName usual,
      Supplier<Set<PolicyName>> inForce,
      boolean required,
      Duration grace,
      UnaryOperator<TrustResult> counted) {}

  /**
   * Makes the rules.
   *
   * @param site empty if nodes are not asked to prove anything
   */
  public TrustRules(Optional<Site> site) {
    this.site = site;
  }

  /** What a request demands here; empty if any node will do. */
  public Optional<TrustDemand> demand(VmRequest request) {
    return site.flatMap(here -> demand(here, request.trust()));
  }

  private static Optional<TrustDemand> demand(Site site, Optional<TrustTerms> asked) {
    if (asked.isEmpty() && !site.required()) {
      return Optional.empty();
    }
    return Optional.of(
        new TrustDemand(
            asked.flatMap(TrustTerms::policy).orElse(site.usual()),
            asked.flatMap(TrustTerms::maximalAge),
            asked.map(TrustTerms::onLoss).orElse(LossAction.NOTIFY)));
  }

  /** By what is judged what nobody demands anything of; empty if nodes are not asked here. */
  Optional<TrustDemand> usual() {
    return site.map(here -> new TrustDemand(here.usual(), Optional.empty(), LossAction.NOTIFY));
  }

  /** What a node is worth by the site's own policy; empty if nodes are not asked here. */
  public Optional<Standing> usual(EnrolledNode node, Instant now) {
    return usual().map(usual -> judge(usual, node.result(usual.policy()), now));
  }

  /** Judges what a node proved last, which counts as long as its policy's version is in force. */
  public Standing judge(TrustDemand demand, Optional<TrustResult> last, Instant now) {
    return demand.judge(
        last.map(result -> site.map(here -> here.counted().apply(result)).orElse(result)), now);
  }

  Duration grace() {
    return site.map(Site::grace).orElse(Duration.ZERO);
  }

  /**
   * Refuses what this factory cannot verify.
   *
   * @throws FactoryException NOT_ATTESTED, POLICY_UNKNOWN
   */
  public void check(TrustTerms asked) {
    Site here =
        site.orElseThrow(
            () ->
                refused(
                    FactoryFault.NOT_ATTESTED,
                    "Trust",
                    "this factory asks no node to prove what it runs, so it cannot promise trust;"
                        + " leave it out, or ask another factory"));
    asked
        .policy()
        .filter(policy -> !here.inForce().get().contains(policy))
        .ifPresent(policy -> unknown(here, policy));
  }

  private static void unknown(Site here, PolicyName policy) {
    throw refused(
        FactoryFault.POLICY_UNKNOWN,
        "Trust/Policy",
        "no policy '%s' is in force here; there are: %s"
            .formatted(
                policy,
                here.inForce().get().stream()
                    .sorted()
                    .map(PolicyName::value)
                    .collect(Collectors.joining(", "))));
  }

  private static FactoryException refused(FactoryFault fault, String field, String why) {
    return new FactoryException(fault, field + ": " + why, new FaultDetail.Field(field));
  }
}
