/** TLS as both sides use it: keys and trust come from the caller, the host name check from here. */
package org.icecoat.wsrf.tls;
