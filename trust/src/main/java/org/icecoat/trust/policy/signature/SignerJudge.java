package org.icecoat.trust.policy.signature;

import java.security.cert.X509Certificate;
import org.icecoat.trust.proxy.CallerVerdict;

/**
 * Says whose certificate chain signed a policy, and whether the chain is trusted now: {@code
 * gridTrust.callers()::judge}.
 */
@FunctionalInterface
public interface SignerJudge {
  /** Judges the chain, leaf first. */
  CallerVerdict judge(X509Certificate... chain);
}
