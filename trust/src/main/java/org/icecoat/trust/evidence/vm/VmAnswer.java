package org.icecoat.trust.evidence.vm;

import java.util.Objects;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;

/**
 * What came back for a question about a VM; nobody has judged it.
 *
 * @param node which is said to have answered
 * @param tlsKey SHA-256 of the SubjectPublicKeyInfo of the key that the node says to serve with
 * @param statement as {@link VmStatement#encoded} writes it
 */
public record VmAnswer(NodeName node, Sha256 tlsKey, Evidence evidence, Octets statement) {
  public VmAnswer {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(tlsKey, "tlsKey");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(statement, "statement");
  }
}
