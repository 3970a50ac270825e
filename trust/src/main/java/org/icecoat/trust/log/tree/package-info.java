/** The Merkle tree of a log and its proofs, as RFC 9162 section 2.1 has them. */
package org.icecoat.trust.log.tree;
