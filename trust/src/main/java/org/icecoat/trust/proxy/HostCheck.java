package org.icecoat.trust.proxy;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.icecoat.trust.credential.ProxyChain;

/** What a server's chain may be: the certificate of a host, never a proxy. */
final class HostCheck implements ChainCheck {
  @Override
  public List<Finding> findings(ProxyChain chain) {
    if (!chain.proxies().isEmpty()) {
      return List.of(
          new Finding(RefusalReason.PROXY_AS_HOST, 0, "proxy of kind " + chain.proxies().get(0)));
    }
    return EndEntityCheck.findings(chain.certificates().get(0), 0, KeyPurposeId.id_kp_serverAuth);
  }
}
