/**
 * TPM 2.0 structures as values (TCG TPM 2.0 Library, part 2), read strictly from wire bytes and
 * written back: big-endian, every count and size judged before anything is allocated, nothing
 * trailing. No native code, so attester and verifier share them and foreign bytes are safe here.
 *
 * <p>Malformed bytes end in a {@code TrustException} STRUCTURE_MALFORMED and in nothing else.
 */
package org.icecoat.trust.structure;
