package org.icecoat.plugin.receipt;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.order.Placement;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.ReceiptSigner;
import org.icecoat.trust.receipt.RunTime;
import org.icecoat.trust.structure.Octets;

/** Signs the node's parts of receipts with the key of its host certificate. */
public final class NodeReceipts {
  private final NodeName node;
  private final ReceiptSigner signer;
  private final ReceiptFolder folder;
  private final Supplier<Optional<Sha256>> evidence;
  private final Clock clock;

  /**
   * Signs for a node.
   *
   * @param evidence digest of the evidence that the node gave last
   */
  public NodeReceipts(
      NodeName node,
      ReceiptSigner signer,
      ReceiptFolder folder,
      Supplier<Optional<Sha256>> evidence,
      Clock clock) {
    this.node = node;
    this.signer = signer;
    this.folder = folder;
    this.evidence = evidence;
    this.clock = clock;
  }

  /** Digest of the evidence that the node gave last; empty if it gave none in this process. */
  public Optional<Sha256> evidence() {
    return evidence.get();
  }

  /**
   * Signs what is known of a VM now.
   *
   * @param proof digest of the evidence at its last start
   */
  public Octets sign(
      Deployment deployment, NodePart.Images images, RunTime time, Optional<Sha256> proof) {
    try {
      return signer.sign(new NodePart(node, deployment, images, time, proof, clock.instant()));
    } catch (TrustException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED,
          "The node cannot sign with its host key: its log says why",
          e);
    }
  }

  /** Keeps what was signed last of a VM that goes. */
  public void keep(Placement placement, Octets signed) {
    folder.keep(placement, signed);
  }

  /** What was signed last of a VM that has gone. */
  public Optional<Octets> kept(Placement placement) {
    return folder.find(placement);
  }
}
