/** Certificates for tests. */
package org.icecoat.wsrf.pki;
