package org.icecoat.plugin.attest;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.Evidence;

/**
 * What the node answers to a challenge.
 *
 * @param tlsKey SHA-256 of the SubjectPublicKeyInfo of the key that the node serves with
 */
public record Attestation(Evidence evidence, Sha256 tlsKey) {}
