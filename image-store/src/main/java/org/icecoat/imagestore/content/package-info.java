/**
 * The bytes of images: one file each, named by the root of its chunk tree, with its chunk hashes
 * beside it. A file is there whole or not at all.
 */
package org.icecoat.imagestore.content;
