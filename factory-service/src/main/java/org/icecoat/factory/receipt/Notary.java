package org.icecoat.factory.receipt;

import java.util.List;
import org.icecoat.trust.receipt.Deployment;
import org.icecoat.trust.receipt.FactoryPart;
import org.icecoat.trust.receipt.NodeHost;
import org.icecoat.trust.receipt.ReceiptFinding;
import org.icecoat.trust.structure.Octets;

/** Signs as the factory, and judges what nodes signed. */
public interface Notary {
  Octets sign(FactoryPart part);

  /** All that is wrong with a node's part; empty if it may be kept. */
  List<ReceiptFinding> judge(Octets nodePart, NodeHost node, Deployment deployment);
}
