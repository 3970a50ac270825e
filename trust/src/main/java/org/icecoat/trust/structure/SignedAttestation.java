package org.icecoat.trust.structure;

/**
 * A statement of the TPM, signed by the attestation key, as it is sent to a verifier.
 *
 * @param attest TPMS_ATTEST, the very bytes that are signed
 * @param signature TPMT_SIGNATURE
 */
public record SignedAttestation(Octets attest, Octets signature) {}
