package org.icecoat.plugin.attest;

import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.SignedAttestation;

/**
 * What the node answers to who is to give it a key.
 *
 * @param storageKey says that the storage key lies in the TPM that quoted
 */
public record KeyProof(Evidence evidence, SignedAttestation storageKey) {}
