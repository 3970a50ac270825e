/**
 * Who is calling: chains of grid certificates with RFC 3820 proxies are judged at the handshake and
 * again at each request, as resumed TLS sessions and long connections outlive revocations.
 *
 * <p>{@code GridTrust.open} reads the trusted CAs; it gives the trust managers for JSSE and the
 * {@code CallerAuthenticator} for requests.
 */
package org.icecoat.trust.proxy;
