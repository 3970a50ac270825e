package org.icecoat.factory.node;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.node.NodeDescription;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.node.NodeState;
import org.icecoat.factory.trust.TrustResult;

/**
 * A node as the factory's database knows it.
 *
 * @param intent what administrators want: READY, CORDONED or DRAINING
 * @param why why they want it
 * @param reachable false once it has not answered for some tries
 * @param missed how many tries in a row it has not answered
 * @param description what it said last; empty until it first answered
 * @param trust what its last attestation came to; empty if it was never asked to prove itself
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
    Optional<TrustResult> trust) {
  public NodeName name() {
    return address.name();
  }

  public NodeState state() {
    return reachable ? intent : NodeState.UNREACHABLE;
  }
}
