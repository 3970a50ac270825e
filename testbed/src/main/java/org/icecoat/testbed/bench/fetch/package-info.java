/** How fast an image gets from the store into a node's cache, verified. */
package org.icecoat.testbed.bench.fetch;
