package org.icecoat.trust.proxy;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.icecoat.trust.credential.ProxyChain;
import org.icecoat.trust.credential.ProxyKind;

/** What a caller's chain may be: an end-entity certificate with accepted proxies, if any. */
final class CallerCheck implements ChainCheck {
  private final CallerRules rules;

  CallerCheck(CallerRules rules) {
    this.rules = rules;
  }

  @Override
  public List<Finding> findings(ProxyChain chain) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < chain.proxies().size(); i++) {
      ProxyKind kind = chain.proxies().get(i);
      if (!rules.proxies().contains(kind)) {
        findings.add(new Finding(reason(kind), i, "proxy of kind " + kind));
      }
    }
    Optional<X509Certificate> endEntity = chain.endEntity();
    if (endEntity.isEmpty()) {
      findings.add(
          new Finding(RefusalReason.EEC_MISSING, Finding.WHOLE_CHAIN, "the chain is all proxies"));
    } else {
      findings.addAll(
          EndEntityCheck.findings(
              endEntity.get(), chain.proxies().size(), KeyPurposeId.id_kp_clientAuth));
    }
    return findings;
  }

  private static RefusalReason reason(ProxyKind kind) {
    return switch (kind) {
      case INDEPENDENT -> RefusalReason.INDEPENDENT_PROXY;
      case DRAFT, LEGACY -> RefusalReason.LEGACY_PROXY;
      case RFC3820, RESTRICTED -> RefusalReason.RESTRICTED_PROXY;
    };
  }
}
