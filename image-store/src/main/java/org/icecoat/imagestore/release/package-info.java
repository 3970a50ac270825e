/**
 * Releases the keys of confidential images: the store itself, and nobody for it, judges what a node
 * proves, and wraps the key to that node's TPM.
 */
package org.icecoat.imagestore.release;
