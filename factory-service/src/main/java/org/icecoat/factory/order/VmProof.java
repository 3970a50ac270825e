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
 * @param credential what was in the one that was sent
 */
public record VmProof(
    NodeName node, Optional<TpmClaims> keys, VmTestimony testimony, Optional<Octets> credential) {}
