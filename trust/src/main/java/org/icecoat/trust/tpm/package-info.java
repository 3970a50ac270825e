/**
 * The attester's side: what a process may ask of its machine's TPM, in the words of the TCG. {@link
 * org.icecoat.trust.tpm.Tpm} is the port; {@code esys} serves it through tpm2-tss and is the only
 * package that knows native code.
 */
package org.icecoat.trust.tpm;
