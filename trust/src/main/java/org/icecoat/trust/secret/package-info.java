/** Secrets that are bytes in memory and nothing else: they print as stars, and can be wiped. */
package org.icecoat.trust.secret;
