package org.icecoat.trust.proxy;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.credential.ProxyChain;

/** Runs all checks over a chain. Keeps nothing: see {@link VerdictCache}. */
final class ChainJudge {
  private final int longestChain;
  private final List<ChainCheck> checks;

  ChainJudge(int longestChain, List<ChainCheck> checks) {
    this.longestChain = longestChain;
    this.checks = List.copyOf(checks);
  }

  /** The chain as it was read, or null if it could not be, and all that is wrong with it. */
  record Judgement(ProxyChain chain, List<Finding> findings) {}

  /**
   * Judges certificates that a stranger sent, in any number and shape. A parser that a certificate
   * manages to break has found it malformed: whatever it throws is a finding and not our failure.
   */
  Judgement judge(X509Certificate... certificates) {
    if (certificates == null || certificates.length == 0) {
      return refused(RefusalReason.NO_CERTIFICATE, "no certificate was sent");
    }
    if (certificates.length > longestChain) {
      return refused(
          RefusalReason.CHAIN_TOO_LONG,
          certificates.length + " certificates, at most " + longestChain + " are accepted");
    }
    try {
      return judged(ProxyChain.of(List.of(certificates)));
    } catch (RuntimeException e) {
      return refused(RefusalReason.MALFORMED, e.toString());
    }
  }

  private Judgement judged(ProxyChain chain) {
    List<Finding> findings = new ArrayList<>();
    for (ChainCheck check : checks) {
      for (Finding finding : check.findings(chain)) {
        if (findings.stream().noneMatch(known -> sameAs(known, finding))) {
          findings.add(finding);
        }
      }
    }
    return new Judgement(chain, findings);
  }

  private static boolean sameAs(Finding one, Finding other) {
    return one.reason() == other.reason() && one.position() == other.position();
  }

  private static Judgement refused(RefusalReason reason, String detail) {
    return new Judgement(null, List.of(new Finding(reason, Finding.WHOLE_CHAIN, detail)));
  }
}
