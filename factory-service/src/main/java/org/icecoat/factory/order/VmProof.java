package org.icecoat.factory.order;

import java.util.Optional;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.attest.TpmClaims;
import org.icecoat.factory.attest.VmTestimony;
import org.icecoat.trust.structure.Octets;

/**
 * What the node of a VM answered.
 *
 * @param keys if no credential was sent
 * @param opened what shows that the node's TPM opened the one that was sent, without what was in it
 */
public record VmProof(
    NodeName node, Optional<TpmClaims> keys, VmTestimony testimony, Optional<Octets> opened) {}
