/**
 * Who signs the heads of the image log and counts its appends: a TPM, or, for sites that have none,
 * files that protect nothing, which every head says.
 */
package org.icecoat.imagestore.signer;
