/** A lamp as a WS-Resource, with everything that the toolkit offers. */
package org.icecoat.wsrf.sample;
