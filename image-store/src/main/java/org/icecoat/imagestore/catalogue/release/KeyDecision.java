package org.icecoat.imagestore.catalogue.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;

/**
 * What came of a node's request for the key of an image.
 *
 * @param number grows with each
 * @param node as it called itself
 * @param dn of the certificate by which it asked
 * @param evidence digest of what it proved; empty if it did not come to that
 * @param policy name and version by which it was trusted; empty if it was not
 * @param reasons why it was refused; empty if it got the key
 */
public record KeyDecision(
    long number,
    Instant at,
    ImageId image,
    NodeName node,
    Dn dn,
    Optional<Sha256> evidence,
    Optional<String> policy,
    List<String> reasons) {
  public KeyDecision {
    reasons = List.copyOf(reasons);
  }

  public boolean released() {
    return reasons.isEmpty();
  }
}
