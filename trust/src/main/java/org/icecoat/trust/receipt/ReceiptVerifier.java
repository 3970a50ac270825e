package org.icecoat.trust.receipt;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.trust.cms.CmsReading;
import org.icecoat.trust.proxy.HostJudge;
import org.icecoat.trust.receipt.ReceiptFinding.Party;
import org.icecoat.trust.structure.Octets;

/** Judges receipts and nodes' parts of them, telling everything that is wrong. */
public final class ReceiptVerifier {
  /** Longest node's part, in bytes of PEM: proofs of three images, and certificates. */
  public static final int LONGEST_PART = 128 << 10;

  /** Longest receipt, in bytes of PEM. */
  public static final int LONGEST = 256 << 10;

  private final HostJudge hosts;
  private final Clock clock;

  /**
   * A verifier.
   *
   * @param hosts {@code gridTrust.hosts()}
   */
  public ReceiptVerifier(HostJudge hosts, Clock clock) {
    this.hosts = hosts;
    this.clock = clock;
  }

  /**
   * Judges a receipt.
   *
   * @param pem CMS SignedData
   * @param factory the host whose certificate has to be the factory's
   */
  public ReceiptVerdict verify(Octets pem, String factory) {
    List<ReceiptFinding> found = new ArrayList<>();
    Optional<SignedPart<FactoryPart>> outer =
        new PartCheck<>(Party.FACTORY, hosts, FactoryPart::parse)
            .judge(CmsReading.of(pem, LONGEST, clock.instant()), factory, found);
    Optional<SignedPart<NodePart>> inner = outer.flatMap(part -> node(part.part(), found));
    return found.isEmpty()
        ? new ReceiptVerdict.Verified(outer.orElseThrow(), inner)
        : new ReceiptVerdict.Refused(found);
  }

  private Optional<SignedPart<NodePart>> node(FactoryPart factory, List<ReceiptFinding> found) {
    return factory
        .share()
        .signed()
        .flatMap(pem -> node(pem, factory.node(), factory.deployment(), found))
        .map(
            signed -> {
              new Agreement(found).compare(factory, signed.part());
              return signed;
            });
  }

  private Optional<SignedPart<NodePart>> node(
      Octets pem, NodeHost node, Deployment deployment, List<ReceiptFinding> found) {
    Optional<SignedPart<NodePart>> signed =
        new PartCheck<>(Party.NODE, hosts, NodePart::parse)
            .judge(CmsReading.of(pem, LONGEST_PART, clock.instant()), node.host(), found);
    signed.ifPresent(part -> new Agreement(found).expect(part, node, deployment));
    return signed;
  }

  /**
   * Judges what a node gives to its factory, before the factory keeps it.
   *
   * @param deployment that it has to be about
   * @return all that is wrong; empty if it may be kept
   */
  public List<ReceiptFinding> judge(Octets pem, NodeHost node, Deployment deployment) {
    List<ReceiptFinding> found = new ArrayList<>();
    node(pem, node, deployment, found);
    return List.copyOf(found);
  }
}
