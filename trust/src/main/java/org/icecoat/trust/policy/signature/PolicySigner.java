package org.icecoat.trust.policy.signature;

import java.time.Clock;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.cms.CmsSigner;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.policy.PolicyDocument;
import org.icecoat.trust.structure.Octets;

/** Signs policies with a person's certificate. */
public final class PolicySigner {
  private final CmsSigner signer;

  public PolicySigner(Clock clock) {
    this.signer = new CmsSigner(clock);
  }

  /**
   * CMS SignedData in PEM, with document, certificate chain and time.
   *
   * @param credential an end entity's; verifiers refuse proxies
   * @throws TrustException CREDENTIAL_UNREADABLE if the key cannot sign
   */
  public Octets sign(PolicyDocument document, PemCredential credential) {
    return signer.sign(document.yaml(), credential);
  }
}
