package org.icecoat.factory.receipt;

import java.util.List;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodeHost;
import org.icecoat.trust.receipt.ReceiptFinding;
import org.icecoat.trust.receipt.ReceiptSigner;
import org.icecoat.trust.receipt.ReceiptVerifier;
import org.icecoat.trust.structure.Octets;

/** Signs with the key of the factory's host certificate. */
public final class HostNotary implements Notary {
  private final ReceiptSigner signer;
  private final ReceiptVerifier verifier;

  public HostNotary(ReceiptSigner signer, ReceiptVerifier verifier) {
    this.signer = signer;
    this.verifier = verifier;
  }

  @Override
  public Octets sign(FactoryPart part) {
    try {
      return signer.sign(part);
    } catch (TrustException e) {
      throw new FactoryException(
          FactoryFault.BUSY, "The factory cannot sign now; tell an administrator.", e);
    }
  }

  @Override
  public List<ReceiptFinding> judge(Octets nodePart, NodeHost node, Deployment deployment) {
    return verifier.judge(nodePart, node, deployment);
  }
}
