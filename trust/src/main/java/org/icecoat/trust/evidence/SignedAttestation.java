package org.icecoat.trust.evidence;

import org.icecoat.trust.structure.Octets;

/**
 * What a TPM says and its signature, as they came: TPMS_ATTEST (without the size of TPM2B_ATTEST)
 * and TPMT_SIGNATURE. Nothing is judged yet.
 */
public record SignedAttestation(Octets attest, Octets signature) {}
