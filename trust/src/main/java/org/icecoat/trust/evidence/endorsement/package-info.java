/**
 * Endorsement keys and the certificates that makers of TPMs give them (TCG EK Credential Profile
 * for TPM family 2.0), judged against the makers that a site accepts.
 */
package org.icecoat.trust.evidence.endorsement;
