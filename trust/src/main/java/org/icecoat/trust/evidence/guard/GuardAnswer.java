package org.icecoat.trust.evidence.guard;

import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.SignedAttestation;

/**
 * What came back, which may be anything.
 *
 * @param opened {@link GuardNonce#opened} by what was in the credential
 * @param logKey what TPM2_Certify gave
 * @param appends what TPM2_NV_Certify gave
 * @param openings the same of the other counter
 */
public record GuardAnswer(
    Octets opened,
    SignedAttestation logKey,
    SignedAttestation appends,
    SignedAttestation openings) {}
