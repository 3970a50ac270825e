package org.icecoat.factory.node;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodeHost;

/**
 * What the factory knows of a placement from when it told the node to start the VM.
 *
 * @param host by which the node is called
 * @param ordered when it first told it
 * @param trust what it thought of the node when it told it last
 */
public record Run(
    NodeName node,
    String host,
    Dn certificate,
    ImageId image,
    Instant ordered,
    Optional<Trust> trust) {
  /** How a node stood. */
  public record Trust(
      FactoryPart.Verdict verdict,
      Optional<Instant> at,
      Optional<String> policy,
      Optional<Sha256> evidence) {
    /** A result with the verdict that it had for the VM. */
    public static Trust of(FactoryPart.Verdict verdict, Optional<TrustResult> result) {
      return new Trust(
          verdict,
          result.map(TrustResult::at),
          result.flatMap(TrustResult::policy),
          result.flatMap(TrustResult::evidence));
    }

    /** As receipts have it. */
    public FactoryPart.Trust stated() {
      return new FactoryPart.Trust(verdict, at, policy, evidence);
    }
  }

  public static Run on(NodeAddress node, ImageId image, Instant now, Optional<Trust> trust) {
    String host = node.endpoint().getHost().replaceAll("[\\[\\]]", "");
    return new Run(node.name(), host, node.dn(), image, now, trust);
  }

  /** As it was told first, with what is thought of the node now. */
  public Run startedAgain(Run later) {
    return new Run(node, host, certificate, image, ordered, later.trust);
  }

  public NodeHost nodeHost() {
    return new NodeHost(node, host, certificate);
  }
}
