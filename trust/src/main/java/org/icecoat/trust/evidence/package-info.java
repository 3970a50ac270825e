/**
 * The verifier's side (RFC 9334) of what a node's TPM signs: quotes, certified keys and NV
 * contents, judged from bytes alone, in pure Java.
 *
 * <p>What has been proven is a type that only its verifier makes: {@code AttestationKey}, {@code
 * VerifiedQuote}, {@code CertifiedKey}, {@code NvReading}. What has not is a {@code
 * Verdict.Refused} with every reason that could be found.
 */
package org.icecoat.trust.evidence;
