package org.icecoat.factory.attest;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.EkTemplate;

/**
 * What a node's plug-in proves. Each call goes over the network; failures are those of {@link
 * org.icecoat.factory.node.NodeClient}, and NO_TPM.
 */
public interface AttesterClient {
  TpmClaims identify(NodeAddress node);

  /** What was in the credential, if the node's TPM could open it. */
  Octets activate(NodeAddress node, EkTemplate template, EncryptedCredential credential);

  /**
   * Evidence that answers the challenge.
   *
   * @param from where the list of the node's files is to begin
   */
  Evidence attest(NodeAddress node, Challenge challenge, PcrSelection selection, ImaFrom from);

  /** What the node says of a VM that it has, bound to that nonce; VM_ABSENT if it has it not. */
  VmTestimony testify(NodeAddress node, Incarnation vm, VmQuestion question);

  /** SHA-256 of the SubjectPublicKeyInfo of the key by which the node's host proved itself. */
  Sha256 tlsKey(NodeAddress node);
}
