package org.icecoat.factory.attest;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.Octets;

/**
 * What a node says and proves of a VM, in its own bytes: for the client to judge, not for us.
 *
 * @param tlsKey that the node says to serve with
 */
public record VmTestimony(Octets evidence, Sha256 tlsKey, Octets statement) {}
