package org.icecoat.factory.testing;

import java.util.List;
import org.icecoat.factory.receipt.Notary;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodeHost;
import org.icecoat.trust.receipt.NodePart;
import org.icecoat.trust.receipt.ReceiptDoubt;
import org.icecoat.trust.receipt.ReceiptFinding;
import org.icecoat.trust.structure.Octets;

/** Signs nothing: a receipt is its document, and a node's part is right if it is about the VM. */
public final class TestingNotary implements Notary {
  @Override
  public Octets sign(FactoryPart part) {
    return part.document();
  }

  @Override
  public List<ReceiptFinding> judge(Octets nodePart, NodeHost node, Deployment deployment) {
    NodePart part = NodePart.parse(nodePart);
    return part.deployment().equals(deployment) && part.node().equals(node.name())
        ? List.of()
        : List.of(new ReceiptFinding(ReceiptFinding.Party.NODE, ReceiptDoubt.OTHER_VM, ""));
  }
}
