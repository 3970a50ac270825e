/** The hardened SOAP server: CXF on Jetty, mutual TLS, limits on everything. */
package org.icecoat.wsrf.server;
