/** SHA-256 digests as values. */
package org.icecoat.domain.digest;
