package org.icecoat.trust.proxy;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.credential.ProxyChain;

/**
 * Each proxy was signed by the very next certificate of the chain. A path builder may put the
 * certificates in another order or leave some out; the caller's name is taken from the first
 * certificate that is no proxy, so that one must be the proxies' signer and no stranger's.
 */
final class LinkCheck implements ChainCheck {
  @Override
  public List<Finding> findings(ProxyChain chain) {
    List<Finding> findings = new ArrayList<>();
    int links = Math.min(chain.proxies().size(), chain.certificates().size() - 1);
    for (int i = 0; i < links; i++) {
      X509Certificate proxy = chain.certificates().get(i);
      X509Certificate issuer = chain.certificates().get(i + 1);
      if (!proxy.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        findings.add(
            new Finding(RefusalReason.WRONG_ISSUER, i, "the next certificate is not its issuer's"));
      } else if (!signed(proxy, issuer)) {
        findings.add(
            new Finding(RefusalReason.BAD_SIGNATURE, i, "the next certificate did not sign it"));
      }
    }
    return findings;
  }

  private static boolean signed(X509Certificate proxy, X509Certificate issuer) {
    try {
      proxy.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
