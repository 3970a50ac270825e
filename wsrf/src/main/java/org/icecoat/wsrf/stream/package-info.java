/** Streams with a bound, for both sides. */
package org.icecoat.wsrf.stream;
