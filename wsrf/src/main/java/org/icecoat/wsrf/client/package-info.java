/** Proxies of port types: mutual TLS, host names checked, WS-Addressing, time-outs, size caps. */
package org.icecoat.wsrf.client;
