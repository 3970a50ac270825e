/**
 * The node's cache of images: each is fetched once, in ranges that can be taken up again, verified
 * chunk by chunk as it arrives and again before each use, and shared read-only.
 */
package org.icecoat.plugin.image;
