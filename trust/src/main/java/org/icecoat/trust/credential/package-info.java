/**
 * Certificates with their private keys: read from PEM files that only their owner may read, served
 * to JSSE and read again when the files change; proxies made, written and described.
 */
package org.icecoat.trust.credential;
