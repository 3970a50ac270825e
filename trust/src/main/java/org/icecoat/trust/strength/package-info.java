/** Which keys and signature algorithms of certificates are good enough, wherever they come from. */
package org.icecoat.trust.strength;
