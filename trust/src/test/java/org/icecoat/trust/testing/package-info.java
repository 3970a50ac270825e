/**
 * A grid for tests, made on the fly: a CA with its directory, users, hosts and proxies of every
 * kind, good and evil; and a maker of software TPMs. Nothing is stored, so nothing expires.
 * Published as a test-jar for other modules.
 */
package org.icecoat.trust.testing;
