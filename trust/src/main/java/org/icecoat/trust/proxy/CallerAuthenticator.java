package org.icecoat.trust.proxy;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who sent a request, from the certificate chain of its TLS session. To be asked for each
 * request: the session may be older than a revocation or the end of a proxy. The same chain is
 * judged once in a few seconds; a verdict never outlives a certificate. Safe for many threads.
 */
public final class CallerAuthenticator {
  private static final Logger LOG = LoggerFactory.getLogger(CallerAuthenticator.class);

  private final ChainJudge judge;
  private final VomsAttributes voms;
  private final Clock clock;
  private final Duration kept;
  private final VerdictCache cache;

  CallerAuthenticator(ChainJudge judge, VomsAttributes voms, Clock clock, Duration kept) {
    this.judge = judge;
    this.voms = voms;
    this.clock = clock;
    this.kept = kept;
    this.cache = new VerdictCache(clock);
  }

  /**
   * Judges the chain, leaf first, as JSSE's session or the servlet container gives it; null if the
   * peer sent none.
   */
  public CallerVerdict judge(X509Certificate[] chain) {
    if (chain == null) {
      return judgeAfresh();
    }
    try {
      Sha256 name = VerdictCache.nameOf(chain);
      CallerVerdict known = cache.get(name);
      return known != null ? known : judgeAndKeep(name, chain);
    } catch (CertificateEncodingException e) {
      return new CallerVerdict.Refused(
          List.of(new Finding(RefusalReason.MALFORMED, Finding.WHOLE_CHAIN, e.toString())));
    }
  }

  private CallerVerdict judgeAfresh(X509Certificate... chain) {
    ChainJudge.Judgement judgement = judge.judge(chain);
    if (!judgement.findings().isEmpty()) {
      CallerVerdict.Refused refused = new CallerVerdict.Refused(judgement.findings());
      LOG.info("Refused {}: {}", nameOf(chain), refused.detailed());
      return refused;
    }
    return new CallerVerdict.Authenticated(
        new AuthenticatedCaller(
            Dn.of(judgement.chain().endEntity().orElseThrow().getSubjectX500Principal()),
            judgement.chain(),
            voms.verified(chain)));
  }

  private CallerVerdict judgeAndKeep(Sha256 name, X509Certificate... chain) {
    Instant until = clock.instant().plus(kept);
    CallerVerdict verdict = judgeAfresh(chain);
    if (verdict instanceof CallerVerdict.Authenticated authenticated) {
      AuthenticatedCaller caller = authenticated.caller();
      until =
          Stream.of(until, caller.expires(), caller.attributesEnd())
              .min(Comparator.naturalOrder())
              .orElseThrow();
    }
    cache.put(name, verdict, until);
    return verdict;
  }

  private static String nameOf(X509Certificate... chain) {
    return chain == null || chain.length == 0
        ? "a caller without a certificate"
        : "\"%s\"".formatted(chain[0].getSubjectX500Principal()).replaceAll("\\p{Cntrl}", " ");
  }
}
