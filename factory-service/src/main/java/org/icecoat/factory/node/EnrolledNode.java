package org.icecoat.factory.node;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.node.NodeState;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.policy.PolicyName;

/**
 * A node as the factory's database knows it.
 *
 * @param intent what administrators want: READY, CORDONED or DRAINING
 * @param why why they want it
 * @param reachable false once it has not answered for some tries
 * @param missed how many tries in a row it has not answered
 * @param description what it said last; empty until it first answered
 * @param results what its last attestations came to; empty if it was never asked to prove itself
 */
public record EnrolledNode(
    NodeAddress address,
    Instant enrolledAt,
    NodeState intent,
    Optional<String> why,
    boolean reachable,
    int missed,
    Optional<Instant> heardAt,
    Optional<NodeDescription> description,
    int foreignDomains,
    Map<PolicyName, TrustResult> results) {
  public EnrolledNode {
    results = Map.copyOf(results);
  }

  public NodeName name() {
    return address.name();
  }

  /** What its last attestation by a policy came to. */
  public Optional<TrustResult> result(PolicyName policy) {
    return Optional.ofNullable(results.get(policy));
  }

  public EnrolledNode withResults(Map<PolicyName, TrustResult> newResults) {
    return new EnrolledNode(
        address,
        enrolledAt,
        intent,
        why,
        reachable,
        missed,
        heardAt,
        description,
        foreignDomains,
        newResults);
  }

  public NodeState state() {
    return reachable ? intent : NodeState.UNREACHABLE;
  }
}
