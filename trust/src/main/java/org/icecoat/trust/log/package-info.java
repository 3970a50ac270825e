/**
 * The append-only log of images (RFC 9162 section 2.1): entries, the tree over them, the proofs,
 * the signed head, and the check that a relying party makes of them. Who appends and who signs is
 * not known here.
 *
 * <p>Hashes are those of RFC 9162 section 2.1.1 over the canonical bytes of an entry. Positions
 * count from 0. A head of size n covers the entries 0 to n-1.
 */
package org.icecoat.trust.log;
