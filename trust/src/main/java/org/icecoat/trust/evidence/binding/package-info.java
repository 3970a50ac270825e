/**
 * What is encrypted to one TPM without having one: the challenge that proves an attestation key to
 * lie beside an endorsement key, and secrets for a TPM to import. By the JCA alone.
 */
package org.icecoat.trust.evidence.binding;
