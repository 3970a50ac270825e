package org.icecoat.imagestore.catalogue.release;

import java.util.List;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;

/**
 * A node that has got a key: the certificate, the name and the TPM that belong together from then
 * on.
 *
 * @param endorsementKeys SHA-256 of the SubjectPublicKeyInfo of each that was proved
 */
public record KnownNode(NodeName name, Dn dn, List<Sha256> endorsementKeys) {
  public KnownNode {
    endorsementKeys = List.copyOf(endorsementKeys);
  }

  /** Whether the other is the same node, with the same TPM. */
  public boolean same(KnownNode other) {
    return name.equals(other.name) && dn.equals(other.dn) && sharesTpm(other);
  }

  /** Whether the other has the same TPM. */
  public boolean sharesTpm(KnownNode other) {
    return endorsementKeys.stream().anyMatch(other.endorsementKeys::contains);
  }
}
