package org.icecoat.factory.placement;

import java.time.InstantSource;
import java.util.Optional;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.node.EnrolledNode;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.factory.standing.Standing;
import org.icecoat.factory.standing.TrustDemand;
import org.icecoat.factory.standing.TrustRules;

/**
 * Whether a node has proved enough for a VM. One whose proof is only too old, or has run out, is
 * chosen nevertheless: it is asked again before it is used.
 */
public record TrustRule(TrustRules rules, InstantSource clock) {
  private static final String CODE = "NOT_TRUSTED";

  /** What is against a node. */
  Optional<Reason> against(EnrolledNode node, VmRequest request) {
    return rules
        .demand(request)
        .map(demand -> standing(node, demand))
        .filter(Standing::isDisbelieved)
        .map(standing -> new Reason(node.name().value(), CODE, standing.why()));
  }

  /** Whether what a node proved counts by its policy no more: others are better. */
  boolean hasRunOut(EnrolledNode node, VmRequest request) {
    return rules
        .demand(request)
        .map(demand -> standing(node, demand).kind() == Standing.Kind.EXPIRED)
        .orElse(false);
  }

  private Standing standing(EnrolledNode node, TrustDemand demand) {
    return rules.judge(demand, node.result(demand.policy()), clock.instant());
  }
}
