package org.icecoat.trust.proxy;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.credential.ProxyChain;

/** Every certificate of the chain, and not its leaf alone, must be valid at this instant. */
final class ValidityCheck implements ChainCheck {
  private final Clock clock;

  ValidityCheck(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<Finding> findings(ProxyChain chain) {
    Instant now = clock.instant();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < chain.certificates().size(); i++) {
      X509Certificate certificate = chain.certificates().get(i);
      if (!now.isBefore(certificate.getNotAfter().toInstant())) {
        findings.add(
            new Finding(
                RefusalReason.EXPIRED, i, "ended at " + certificate.getNotAfter().toInstant()));
      }
      if (now.isBefore(certificate.getNotBefore().toInstant())) {
        findings.add(
            new Finding(
                RefusalReason.NOT_YET_VALID,
                i,
                "begins at " + certificate.getNotBefore().toInstant()));
      }
    }
    return findings;
  }
}
