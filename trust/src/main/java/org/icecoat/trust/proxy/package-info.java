/**
 * Who is calling: chains of grid certificates with RFC 3820 proxies are judged at each request, as
 * resumed TLS sessions and long connections outlive revocations. The handshake only proves that a
 * peer has its key: it has no words for a refusal.
 *
 * <p>{@code GridTrust.open} reads the trusted CAs; it gives the trust managers for JSSE and the
 * {@code CallerAuthenticator} for requests.
 */
package org.icecoat.trust.proxy;
