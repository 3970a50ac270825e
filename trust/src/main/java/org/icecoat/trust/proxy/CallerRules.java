package org.icecoat.trust.proxy;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.icecoat.trust.credential.ProxyKind;

/**
 * What is asked of callers. Components that are null take their default.
 *
 * @param proxies kinds of proxies that are accepted; RFC 3820 alone. An accepted independent proxy
 *     acts with all rights of its owner, against its own word
 * @param longestChain certificates that a caller may send; 10
 * @param verdictsKept how long a verdict answers for the same chain; 5 s
 */
public record CallerRules(Set<ProxyKind> proxies, Integer longestChain, Duration verdictsKept) {
  private static final int DEFAULT_LONGEST_CHAIN = 10;
  private static final Duration DEFAULT_VERDICTS_KEPT = Duration.ofSeconds(5);

  public CallerRules {
    proxies = Set.copyOf(Objects.requireNonNullElse(proxies, Set.of(ProxyKind.RFC3820)));
    longestChain = Objects.requireNonNullElse(longestChain, DEFAULT_LONGEST_CHAIN);
    verdictsKept = Objects.requireNonNullElse(verdictsKept, DEFAULT_VERDICTS_KEPT);
    if (proxies.contains(ProxyKind.RESTRICTED)) {
      throw new IllegalArgumentException(
          "proxies must not hold RESTRICTED: the policy of such a proxy cannot be read");
    }
    if (longestChain < 1 || verdictsKept.isNegative()) {
      throw new IllegalArgumentException(
          "longestChain must be 1 or more and verdictsKept not negative");
    }
  }

  static CallerRules usual() {
    return new CallerRules(null, null, null);
  }
}
