package org.icecoat.plugin.attest;

import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.vm.VmStatement;

/**
 * What the node answers to a challenge.
 *
 * @param tlsKey SHA-256 of the SubjectPublicKeyInfo of the key that the node serves with
 * @param statement to which the quote is bound as well, if one was asked for
 */
public record Attestation(Evidence evidence, Sha256 tlsKey, Optional<VmStatement> statement) {}
