/**
 * Chunk trees: content cut into chunks of 1 MiB and hashed as RFC 9162 section 2.1 says, so that
 * any chunk can be verified alone, as it arrives, and by several threads at once.
 *
 * <p>Content is named by the root of its tree. Its length travels beside the root and is checked
 * against the number of hashes and against the bytes; the root alone binds it too, as each leaf
 * covers exactly its bytes and a leaf can never be taken for an inner node.
 */
package org.icecoat.trust.merkle;
